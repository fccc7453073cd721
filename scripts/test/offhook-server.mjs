import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import dgram from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const START_LIMIT_MS = 60_000;

/**
 * Starts a whole Offhook (the built programs) on free ports of the loopback interface and waits until it says that it
 * runs. Without `dataDir` the data folder is a temporary one that `stop` removes. `env` overrides settings.
 *
 * @param {{ dataDir?: string, env?: Record<string, string> }} [options]
 */
export async function startOffhook(options = {}) {
  const { dataDir, env = {} } = options;
  const folder = dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-run-'));
  const [consolePort, phonePort, tftpPort] = [await freePort(), await freePort(), await freeUdpPort()];
  const settings = {
    OFFHOOK_DATA_DIR: folder,
    OFFHOOK_HOST: '127.0.0.1',
    OFFHOOK_CONSOLE_PORT: String(consolePort),
    OFFHOOK_PHONE_HOST: '127.0.0.1',
    OFFHOOK_PHONE_HTTP_PORT: String(phonePort),
    OFFHOOK_TFTP_PORT: String(tftpPort),
    OFFHOOK_ADMIN_PASSWORD: 'correct horse battery',
    OFFHOOK_BOOTSTRAP_TOKEN: randomBytes(24).toString('hex'),
    ...env,
  };
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OFFHOOK_|DATABASE_URL|npm_)/.test(name)),
  );
  /** @type {import('node:child_process').ChildProcess} */
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/start.mjs'], {
    env: { ...inherited, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = once(child, 'exit');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  await waitFor(() => output.includes('Offhook is running.') || child.exitCode !== null, START_LIMIT_MS);
  const server = {
    child,
    dataDir: folder,
    output: () => output,
    consoleUrl: `http://127.0.0.1:${settings.OFFHOOK_CONSOLE_PORT}`,
    phoneUrl: `http://127.0.0.1:${settings.OFFHOOK_PHONE_HTTP_PORT}`,
    tftpPort: Number(settings.OFFHOOK_TFTP_PORT),
    settings,
    username: 'admin',
    password: settings.OFFHOOK_ADMIN_PASSWORD,
    token: settings.OFFHOOK_BOOTSTRAP_TOKEN,
    /** Ends it as a service manager would; resolves with the exit status. */
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const [code] = await exited;
      if (dataDir === undefined) fs.rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
  if (!output.includes('Offhook is running.')) {
    if (child.exitCode === null) await server.stop();
    throw new Error(`Offhook did not start:\n${output}`);
  }
  return server;
}

/**
 * Waits until something holds, checked every 25 ms.
 *
 * @param {() => unknown} holds
 */
export async function waitFor(holds, limitMs = 15_000) {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited ${limitMs} ms in vain`);
}

export async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export async function freeUdpPort() {
  const probe = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
