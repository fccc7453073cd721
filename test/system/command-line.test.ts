import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffhook, waitFor } from '../../scripts/test/offhook-server.mjs';

let server: Awaited<ReturnType<typeof startOffhook>>;
let folder: string;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-command-line-'));
  server = await startOffhook();
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  ...server.settings,
  OFFHOOK_API_URL: server.consoleUrl,
  OFFHOOK_API_TOKEN: server.token,
});

function offhook(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['dist/offhook.mjs', ...args], {
    env: environment(),
    encoding: 'utf8',
    timeout: 60_000,
  });
}

describe('offhook and a running server', () => {
  it('makes tenants, tokens, users and devices through the console’s address', () => {
    const tenant = offhook('tenants', 'create', 'Customer');
    expect(tenant).toMatchObject({ status: 0, stderr: '' });
    const made = offhook('tokens', 'create', 'script', '--tenant', tenant.stdout.trim());
    expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^oh_[\w-]{43}\n$/) });
    const file = path.join(folder, 'token');
    fs.writeFileSync(file, made.stdout, { mode: 0o600 });
    expect(offhook('devices', 'create', '--id', 'theirs', '--token-file', file)).toMatchObject({
      status: 0,
      stdout: 'theirs\n',
    });
    expect(offhook('devices', 'list', '--json', '--fields', 'id')).toMatchObject({ stdout: '[]\n' });
    expect(offhook('devices', 'list', '--json', '--fields', 'id', '--recurse').stdout).toContain('theirs');
    expect(offhook('users', 'list', '--token-file', file)).toMatchObject({ status: 4 });
    expect(offhook('users', 'list')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('administrator'),
    });
  });

  it('prints requests of phones as they come', async () => {
    const tail = spawn(process.execPath, ['dist/offhook.mjs', 'events', 'tail', '--last', '1'], {
      env: environment(),
    });
    let output = '';
    tail.stdout.on('data', (chunk) => (output += chunk));
    await fetch(`${server.phoneUrl}/nothing-like-it.cfg`);
    await waitFor(() => output.includes('/nothing-like-it.cfg'), 20_000);
    tail.kill('SIGINT');
    await waitFor(() => tail.exitCode !== null);
    expect(tail.exitCode).toBe(0);
  });

  it('finds the installation well, but for what a test machine lacks', () => {
    const { stdout } = offhook('doctor', '--json', '--no-dhcp');
    const found: { check: string; status: string }[] = JSON.parse(stdout);
    const status = Object.fromEntries(found.map(({ check, status: is }) => [check, is]));
    expect(status).toMatchObject({
      settings: 'ok',
      'data folder': 'ok',
      keys: 'ok',
      database: 'ok',
      processes: 'ok',
      console: 'ok',
      'phone HTTP': 'ok',
      TFTP: 'warning',
    });
  });

  it('backs it up while it runs, and does not restore over it', () => {
    const file = path.join(folder, 'backup');
    const written = offhook('backup', file, '--json');
    expect(written).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(written.stdout)).toMatchObject({ rows: { device: 1, tenant: 2 } });
    expect(offhook('restore', file, '--replace')).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('already runs'),
    });
  });
});
