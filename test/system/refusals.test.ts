import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, startOffhook } from '../../scripts/test/offhook-server.mjs';

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-refusals-'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

/** Starts with settings that can't work; gives the exit status and the one line that it is told in. */
async function refusal(
  env: Record<string, string>,
  program = 'dist/start.mjs',
): Promise<{ status: number | null; lines: string[] }> {
  const ports = {
    OFFHOOK_CONSOLE_PORT: await freePort(),
    OFFHOOK_PHONE_HTTP_PORT: await freePort(),
    OFFHOOK_TFTP_PORT: await freePort(),
  };
  const settings = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const run = spawnSync(process.execPath, ['--enable-source-maps', program], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      OFFHOOK_PHONE_HOST: '127.0.0.1',
      OFFHOOK_DATA_DIR: dataDir,
      ...settings,
      ...env,
    },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: run.status, lines: `${run.stdout}${run.stderr}`.trim().split('\n') };
}

async function expectRefusal(env: Record<string, string>, text: RegExp): Promise<void> {
  const { status, lines } = await refusal(env);
  expect(lines).toEqual([expect.stringMatching(text)]);
  expect(status).toBe(1);
}

describe('what cannot work is told in one line', () => {
  it.each([
    ['OFFHOOK_CONSOLE_PORT', 'OFFHOOK_HOST'],
    ['OFFHOOK_PHONE_HTTP_PORT', 'OFFHOOK_PHONE_HOST'],
  ])('a busy port: %s', async (variable) => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    await expectRefusal({ [variable]: port }, new RegExp(`^offhook: TCP port ${port}.*taken.*${variable}`));
    other.close();
  });

  it('one port for two services', async () => {
    const port = String(await freePort());
    await expectRefusal(
      { OFFHOOK_CONSOLE_PORT: port, OFFHOOK_PHONE_HTTP_PORT: port },
      new RegExp(`^offhook: TCP port ${port} .*OFFHOOK_CONSOLE_PORT and OFFHOOK_PHONE_HTTP_PORT`),
    );
    expect(fs.readdirSync(dataDir)).not.toContain('keys.json');
  });

  it('an address that makes no URL for phones', () =>
    expectRefusal({ OFFHOOK_PHONE_HOST: ':::' }, /OFFHOOK_PHONE_HOST \(:::\) makes no URL/));

  it('a security log that cannot be written', () =>
    expectRefusal(
      { OFFHOOK_SECURITY_LOG: path.join(dataDir, 'none/security.log') },
      /^offhook: The security log .* can't be written \(ENOENT\).*OFFHOOK_SECURITY_LOG/,
    ));

  it.runIf(process.platform === 'linux')('a folder below /proc, which takes none', async () => {
    await expectRefusal({ OFFHOOK_KEY_FILE: '/proc/x/keys.json' }, /no folder \/proc\/x .*OFFHOOK_KEY_FILE/);
    await expectRefusal({ OFFHOOK_DATA_DIR: '/proc/x/data' }, /\/proc\/x\/data can't be written \(ENOENT\)/);
  });

  it('an address that this machine does not have', () =>
    expectRefusal({ OFFHOOK_PHONE_HOST: '192.0.2.250' }, /no address 192\.0\.2\.250.*OFFHOOK_PHONE_HOST/));

  it('a database that is not there, without its password', async () => {
    const port = await freePort();
    const { status, lines } = await refusal({
      DATABASE_URL: `postgresql://app:hunter2@127.0.0.1:${port}/offhook`,
    });
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^offhook: The database offhook at 127.0.0.1:${port} can't be used.*DATABASE_URL`),
      ),
    ]);
    expect(lines.join()).not.toContain('hunter2');
    expect(status).toBe(1);
  });

  it('a data folder that cannot be made', async () => {
    fs.writeFileSync(path.join(dataDir, 'file'), '');
    await expectRefusal(
      { OFFHOOK_DATA_DIR: path.join(dataDir, 'file/data') },
      /can't be written.*OFFHOOK_DATA_DIR/,
    );
  });

  it('a variable that makes no sense', () =>
    expectRefusal({ OFFHOOK_CONSOLE_PORT: 'http' }, /^offhook: OFFHOOK_CONSOLE_PORT is not a port number/));

  it('a program that was not built', async () => {
    fs.mkdirSync('.cache', { recursive: true });
    // Inside the checkout, so that the program finds its packages.
    const dist = fs.mkdtempSync(path.resolve('.cache/half-built-'));
    try {
      fs.copyFileSync('dist/start.mjs', path.join(dist, 'start.mjs'));
      fs.copyFileSync('dist/worker.mjs', path.join(dist, 'worker.mjs'));
      const { status, lines } = await refusal({}, path.join(dist, 'start.mjs'));
      expect(lines).toEqual([expect.stringMatching(/^offhook: .*phones\.mjs is missing.*npm start/)]);
      expect(status).toBe(1);
    } finally {
      fs.rmSync(dist, { recursive: true, force: true });
    }
  });

  it('a damaged key file', async () => {
    fs.writeFileSync(path.join(dataDir, 'keys.json'), '{}');
    await expectRefusal({}, /key file .* is damaged/);
  });

  it('a Node.js that is too old', () => {
    const pretend = path.join(dataDir, 'old-node.cjs');
    fs.writeFileSync(
      pretend,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } });`,
    );
    const run = spawnSync(process.execPath, ['-r', pretend, 'scripts/prestart.mjs'], { encoding: 'utf8' });
    expect(run.stderr.trim().split('\n')).toEqual([expect.stringMatching(/needs Node\.js 20\.9 or newer/)]);
    expect(run.status).toBe(1);
  });
});

describe('a data folder in use', () => {
  it('is not given to a second supervisor', async () => {
    const first = await startOffhook({ dataDir });
    await expectRefusal({}, new RegExp(`already runs .*process ${first.child.pid}`));
    await first.stop();
  });

  it('is not opened with the keys of another installation', async () => {
    await (await startOffhook({ dataDir })).stop();
    fs.rmSync(path.join(dataDir, 'keys.json'));
    await expectRefusal({}, /key file does not belong to this database/);
  });
});
