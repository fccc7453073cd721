import dgram from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, freeUdpPort } from '../../scripts/test/offhook-server.mjs';
import { readEnv, type Env } from '../../lib/env';
import { judgeClock } from './clock';
import { checkFolder, checkKeys, judgeDisk } from './folder';
import { checkConsole, checkDhcp, checkPhoneHttp, checkPublicUrl, checkTftp, judgeOffers } from './network';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function env(values: Record<string, string | number>): Env {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const read = readEnv({ NODE_ENV: 'test', ...texts });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

async function web(status: number, type: string): Promise<number> {
  const server = http.createServer((_request, response) =>
    response.writeHead(status, { 'Content-Type': type }).end(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('servers', () => {
  it('the console answers, does not, or is something else', async () => {
    const at = (port: number) => checkConsole(env({ OFFHOOK_CONSOLE_PORT: port }));
    expect(await at(await web(200, 'application/yaml'))).toMatchObject({ status: 'ok' });
    expect(await at(await web(404, 'text/html'))).toMatchObject({
      status: 'failure',
      message: expect.stringContaining('Something else'),
    });
    expect(await at(await freePort())).toMatchObject({
      status: 'failure',
      message: expect.stringContaining('Nothing'),
    });
    const open = env({
      OFFHOOK_CONSOLE_PORT: await web(200, 'application/yaml'),
      OFFHOOK_CONSOLE_URL: 'http://pbx.example.org',
    });
    expect(await checkConsole(open)).toMatchObject({
      status: 'warning',
      remedy: expect.stringContaining('https'),
    });
  });

  it('the phones’ HTTP server answers, or does not', async () => {
    expect(
      await checkPhoneHttp(env({ OFFHOOK_PHONE_HTTP_PORT: await web(404, 'text/plain') })),
    ).toMatchObject({ status: 'ok' });
    expect(await checkPhoneHttp(env({ OFFHOOK_PHONE_HTTP_PORT: await freePort() }))).toMatchObject({
      status: 'failure',
    });
  });

  it('the TFTP server answers, but phones only ask port 69; or it does not', async () => {
    const socket = dgram.createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    ends.push(() => socket.close());
    let asked = '';
    socket.on('message', (request, from) => {
      asked = request.toString('latin1');
      socket.send(Buffer.from([0, 5, 0, 1, 0]), from.port, from.address);
    });
    expect(await checkTftp(env({ OFFHOOK_TFTP_PORT: socket.address().port }))).toMatchObject({
      status: 'warning',
      remedy: expect.stringContaining('69'),
    });
    expect(asked).toBe('\0\u0001offhook-doctor\0octet\0');
    expect(await checkTftp(env({ OFFHOOK_TFTP_PORT: await freeUdpPort() }))).toMatchObject({
      status: 'failure',
    });
  });
});

describe('the public URL', () => {
  it.each([
    ['http://127.0.0.1:8667', 'each phone to itself'],
    ['http://localhost:8667', 'each phone to itself'],
    ['http://0.0.0.0:8667', 'no address'],
    ['http://no-such-name.invalid', 'not known'],
  ])('%s is not for phones', async (url, message) =>
    expect(await checkPublicUrl(url)).toMatchObject({
      status: 'failure',
      message: expect.stringContaining(message),
    }),
  );

  it('that is missing is a failure, and one that only the database knows is not judged', async () => {
    expect(await checkPublicUrl(null)).toMatchObject({
      status: 'failure',
      remedy: expect.stringContaining('OFFHOOK_PUBLIC_URL'),
    });
    expect(await checkPublicUrl(undefined)).toMatchObject({ status: 'skipped' });
  });

  it('of this machine has to answer', async () => {
    const own = Object.values(os.networkInterfaces())
      .flatMap((list) => list ?? [])
      .find((a) => a.family === 'IPv4' && !a.internal);
    if (!own) return;
    const url = `http://${own.address}:${await freePort()}`;
    expect(await checkPublicUrl(url)).toMatchObject({
      status: 'failure',
      message: expect.stringContaining('Nothing answers'),
    });
    expect(await checkPublicUrl(url, new Set())).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('no address of this machine'),
    });
  });
});

describe('DHCP', () => {
  const offer = {
    server: '192.0.2.1',
    address: '192.0.2.5',
    tftpServer: 'http://192.0.2.10:8667/x',
    bootFile: null,
    vendor: null,
    url: null,
  };
  it('leads phones here when an offer names this server', () => {
    expect(judgeOffers([offer], 'http://192.0.2.10:8667').message).toContain('leads phones to this server');
    expect(judgeOffers([offer], 'http://192.0.2.11').message).not.toContain('leads phones to this server');
  });

  it('that nobody answers is well when leases are reported, else a warning', async () => {
    const quiet = {
      address: '127.0.0.1',
      serverPort: await freeUdpPort(),
      clientPort: await freeUdpPort(),
      waitMs: 20,
    };
    const known = { publicUrl: null, lastLease: new Date('2026-01-01') };
    const day = Date.parse('2026-01-02');
    expect(await checkDhcp(known, quiet, day)).toMatchObject({ status: 'ok' });
    expect(await checkDhcp(known, quiet, day + 30 * 86_400_000)).toMatchObject({
      status: 'warning',
      remedy: expect.stringContaining('dhcp-snippet'),
    });
  });
});

describe('the machine', () => {
  it('has room on its disk, or little, or too little', () => {
    expect([50_000, 500, 100].map((free) => judgeDisk(free).status)).toEqual(['ok', 'warning', 'failure']);
  });

  it('has the right time', () => {
    const now = Date.UTC(2026, 5, 1);
    expect(judgeClock(null, true, now).status).toBe('ok');
    expect(judgeClock(null, null, now).status).toBe('ok');
    expect(judgeClock(null, false, now).status).toBe('warning');
    expect(judgeClock(-60_000, true, now)).toMatchObject({
      status: 'failure',
      message: expect.stringContaining('60 s'),
    });
    expect(judgeClock(null, true, Date.UTC(1970, 0, 1)).status).toBe('failure');
  });

  it('keeps the keys for its owner alone', () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-doctor-'));
    ends.push(() => fs.rmSync(dataDir, { recursive: true }));
    const settings = env({ OFFHOOK_DATA_DIR: dataDir });
    expect(checkFolder(settings).status).toBe('ok');
    expect(checkFolder(env({ OFFHOOK_DATA_DIR: path.join(dataDir, 'none') }))).toMatchObject({
      status: 'failure',
    });
    expect(checkKeys(settings)).toMatchObject({ status: 'failure' });
    fs.writeFileSync(settings.keyFile, '{}', { mode: 0o644 });
    expect(checkKeys(settings)).toMatchObject({
      status: 'warning',
      remedy: `Run: chmod 600 ${settings.keyFile}`,
    });
    fs.chmodSync(settings.keyFile, 0o600);
    expect(checkKeys(settings).status).toBe('ok');
  });
});
