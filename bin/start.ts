import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment, readEnv, type Env } from '../lib/env';
import { ensureKeyFile } from '../lib/services/keys/key-file';
import { Keyring } from '../lib/shared/keyring';
import { createLogger, type Logger } from '../lib/shared/logger';
import { appError } from '../lib/shared/errors';
import { err, ok, type Result } from '../lib/shared/result';
import { announce, announceAdministrator } from './start/announce';
import { openDataFolder, openSecurityLog } from './start/data-folder';
import { openDatabaseServer } from './start/database';
import { firstRun } from './start/first-run';
import { lockFolder } from './start/folder-lock';
import { ownAddress } from './start/own-address';
import { checkPorts } from './start/ports';
import { Supervised } from './start/supervised';

const SERVICES = ['phones', 'worker', 'console'] as const;
const PARENT_CHECK_MS = 500;

interface Program {
  name: (typeof SERVICES)[number];
  script: string;
}

/** How long an end waits for a start that is under way, e.g. a database that has just been launched. */
const START_UNDER_WAY_MS = 3_000;

/** What has to be undone at the end, last things first. */
const cleanups: (() => Promise<void> | void)[] = [];
const ending = new AbortController();

async function end(exitCode: number): Promise<never> {
  ending.abort();
  await Promise.race([running.catch(() => undefined), delay(START_UNDER_WAY_MS)]);
  while (cleanups.length > 0) {
    try {
      await cleanups.pop()?.();
    } catch (cause) {
      console.error(`offhook: ${String(cause)}`);
    }
  }
  process.exit(exitCode);
}

async function run(): Promise<Result<void>> {
  const programs = findPrograms();
  if (!programs.ok) return programs;
  const read = readEnv();
  if (!read.ok) return read;
  const folder = openDataFolder(read.value.dataDir);
  if (!folder.ok) return folder;
  const securityLog = openSecurityLog(read.value.securityLog);
  if (!securityLog.ok) return securityLog;
  const own = ownAddress(read.value);
  if (!own.ok) return own;
  const lock = await lockFolder(read.value.dataDir);
  if (!lock.ok) return lock;
  cleanups.push(() => lock.value.release());
  const ports = await checkPorts(read.value);
  if (!ports.ok) return ports;

  const log = createLogger('start', read.value.logLevel);
  const keys = ensureKeyFile(read.value.keyFile);
  if (!keys.ok) return keys;
  if (ending.signal.aborted) return ok(undefined);
  const database = await openDatabaseServer(read.value, log);
  if (!database.ok) return database;
  cleanups.push(() => database.value.stop());
  if (ending.signal.aborted) return ok(undefined);
  const prepared = await firstRun(read.value, own.value, database.value.url, new Keyring(keys.value.keys));
  if (!prepared.ok) return prepared;
  const { administrator, masterTenant } = prepared.value;
  let announced = false;
  // A generated password has to be seen, also when the rest of the start fails.
  cleanups.push(() => {
    if (administrator && !announced) announceAdministrator(administrator);
  });
  if (ending.signal.aborted) return ok(undefined);

  const env: Env = { ...read.value, databaseUrl: database.value.url, masterTenant };
  const services = startServices(programs.value, env, log);
  cleanups.push(async () => void (await Promise.all(services.map((service) => service.stop()))));
  await Promise.race([Promise.all(services.map((service) => service.ready)), once(ending.signal, 'abort')]);
  if (ending.signal.aborted) return ok(undefined);
  announce(env, prepared.value);
  announced = true;
  return ok(undefined);
}

/** A service without its program would be missed only by the phones: a start without it is none. */
function findPrograms(): Result<Program[]> {
  const dist = path.dirname(process.argv[1] ?? '');
  const programs = SERVICES.map((name) => ({ name, script: path.join(dist, `${name}.mjs`) }));
  const missing = programs.find(({ script }) => !fs.existsSync(script));
  if (missing)
    return err(appError('unavailable', `${missing.script} is missing. Run npm start to build it.`));
  return ok(programs);
}

function startServices(programs: readonly Program[], env: Env, log: Logger): Supervised[] {
  return programs.map(
    ({ name, script }) =>
      new Supervised({
        name,
        script,
        log,
        environment: childEnvironment(env),
        onUnusable: () => void fail(`The ${name} process can't run; its message is above.`),
      }),
  );
}

async function fail(message: string): Promise<never> {
  console.error(`offhook: ${message}`);
  return end(1);
}

/** npm that was killed can't pass a signal on: without it nobody would stop us. */
function watchParent(npm: number | null): void {
  if (npm === null) return;
  setInterval(() => {
    if (process.ppid !== npm && !ending.signal.aborted) void end(0);
  }, PARENT_CHECK_MS).unref();
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending.signal.aborted) void end(0);
  });
}
const running = run();
const environment = readEnv();
watchParent(environment.ok ? environment.value.npmParent : null);

const outcome = await running.catch((cause: unknown) =>
  err(appError('internal', cause instanceof Error ? cause.message : String(cause))),
);
if (!outcome.ok && !ending.signal.aborted) await fail(outcome.error.message);
