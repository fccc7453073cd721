import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '../lib/env';
import { RenderPool } from '../lib/render/pool/render-pool';
import { startHttp } from '../lib/servers/http/server';
import { startTftp } from '../lib/servers/tftp/server';
import { readKeyFile } from '../lib/services/keys/key-file';
import { DEFAULT_LIMITS } from '../lib/services/phones/creation-limits';
import { startPhoneProcess, type PhoneProcess } from '../lib/services/phones/phone-process';
import { phonesReport } from '../lib/services/metrics/samples';
import { poolEncoder } from '../lib/services/phones/pool-renderer';
import { appError, type AppError } from '../lib/shared/errors';
import { Keyring } from '../lib/shared/keyring';
import { err, ok } from '../lib/shared/result';
import { bundledPlugins } from './commands/plugin-folders';
import { openHealth } from './process/health';
import { limitGarbage } from './process/heap-growth';
import { runService } from './process/run-service';

const DISK_BUDGET = 4 * 1024 ** 3;
/** Servers finish what runs within this; writes and events have the rest of the time that a process has to stop. */
const DRAIN_MS = 3_000;

await runService('phones', async ({ env, log }) => {
  if (env.databaseUrl === null) {
    return err(
      appError('invalid', 'DATABASE_URL is not set. Start with npm start, which sets it, or set it.'),
    );
  }
  const keys = readKeyFile(env.keyFile);
  if (!keys.ok) return keys;
  const pool = new RenderPool({
    url: new URL('./render-worker.mjs', import.meta.url),
    size: Math.min(2, Math.max(1, availableParallelism() - 1)),
  });
  const phones = await startPhoneProcess({
    databaseUrl: env.databaseUrl,
    keyring: new Keyring(keys.value),
    logger: log,
    processId: randomUUID(),
    host: hostname(),
    dataDir: env.dataDir,
    pluginFolders: [join(env.dataDir, 'plugins'), bundledPlugins()],
    renderer: poolEncoder(pool),
    publicUrl: env.publicUrl,
    tftpPort: env.tftpPort,
    memoryBudget: env.fileCacheMb * 1024 * 1024,
    diskBudget: DISK_BUDGET,
    policy: { http: 'open', tftp: env.tftpPolicy === 'off' ? 'public' : env.tftpPolicy },
    urlKeys: env.httpAuthStrategy === 'url_key',
    securityLog: env.securityLog,
    limits: {
      source: env.newDevicesPerSource ?? DEFAULT_LIMITS.source,
      overall: env.newDevices ?? DEFAULT_LIMITS.overall,
    },
    buildId: buildId(),
  });
  limitGarbage();
  const servers = await startServers(env, log, phones);
  if (!servers.ok) {
    await phones.close();
    await pool.close();
    return servers;
  }
  const [http, tftp] = servers.value;
  const health = await openHealth(env.phonesHealthPort, 'OFFHOOK_PHONES_HEALTH_PORT', {
    logger: log,
    report: async () =>
      phonesReport({
        health: phones.health(),
        requests: phones.requests(),
        rendering: pool.stats(),
        http: http.stats(),
        tftp: 'stats' in tftp ? tftp.stats() : null,
      }),
  });
  return ok({
    async stop() {
      await health.close();
      await Promise.all([http.close(DRAIN_MS), tftp.close(DRAIN_MS)]);
      await phones.close();
      await pool.close();
    },
  });
});

const NO_SERVER = { close: () => Promise.resolve() };

async function startServers(
  env: Env,
  logger: Parameters<typeof startHttp>[0]['logger'],
  { phones, uploads }: Pick<PhoneProcess, 'phones' | 'uploads'>,
) {
  const { phoneHost: host, trustedProxies } = env;
  try {
    const http = await startHttp({ host, port: env.phoneHttpPort, trustedProxies, phones, uploads, logger });
    try {
      if (env.tftpPolicy === 'off') return ok([http, NO_SERVER] as const);
      return ok([http, await startTftp({ host, port: env.tftpPort, phones, logger })] as const);
    } catch (error) {
      await http.close(0);
      return err(cannotListen(error, `UDP port ${env.tftpPort} (TFTP)`, 'OFFHOOK_TFTP_PORT'));
    }
  } catch (error) {
    return err(
      cannotListen(error, `TCP port ${env.phoneHttpPort} (HTTP of the phones)`, 'OFFHOOK_PHONE_HTTP_PORT'),
    );
  }
}

function cannotListen(error: unknown, what: string, variable: string): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const why =
    code === 'EADDRINUSE'
      ? 'another program uses it'
      : code === 'EACCES'
        ? 'this user may not open it'
        : code;
  return appError('unavailable', `Can't listen on ${what}: ${why}. Free it or set ${variable}.`);
}

/** Changes whenever the program is built anew. */
function buildId(): string {
  return String(statSync(fileURLToPath(import.meta.url)).mtimeMs);
}
