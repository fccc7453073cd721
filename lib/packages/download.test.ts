import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayConnect } from './destination';
import { download, type DownloadOptions } from './download';
import { Refusal } from './refusal';

const BODY = Buffer.from('firmware '.repeat(5_000));
const EXPECTED = { size: BODY.length, sha1: createHash('sha1').update(BODY).digest('hex') };

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

let folder: string;
let file: string;
let requests: { url: string; headers: http.IncomingHttpHeaders }[];
let servers: http.Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-download-'));
  file = join(folder, 'deep', 'file');
  requests = [];
  servers = [];
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** `host:port` of a server on the loopback interface. */
async function serve(handle: Handler): Promise<string> {
  const server = http.createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    handle(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const sendBody: Handler = (_, response) => void response.end(BODY);
const NO_PROXY = { http: null, https: null, ftp: null };
const options = (host: string, more: Partial<DownloadOptions> = {}): DownloadOptions => ({
  destinations: { named: new Set([host]) },
  proxies: NO_PROXY,
  maxBytes: 1_000_000,
  totalMs: 10_000,
  pauseMs: 1,
  ...more,
});

describe('a download', () => {
  it('gives the file whole, checked, and tells how far it is', async () => {
    const host = await serve(sendBody);
    const counts: number[] = [];
    const url = new URL(`http://${host}/a/fw.zip`);
    await download(url, file, options(host, { expected: EXPECTED, onProgress: (n) => counts.push(n) }));
    expect(readFileSync(file)).toEqual(BODY);
    expect(counts.at(-1)).toBe(BODY.length);
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(requests[0]?.headers['user-agent']).toBe('xivo-fetchfw/1.0');
  });

  it('keeps nothing of a file that is another one', async () => {
    const host = await serve(sendBody);
    const url = new URL(`http://${host}/x`);
    const other = { ...EXPECTED, sha1: '0'.repeat(40) };
    await expect(download(url, file, options(host, { expected: other }))).rejects.toThrow(
      'not the expected file',
    );
    await expect(
      download(url, file, options(host, { expected: { ...EXPECTED, size: EXPECTED.size + 1 } })),
    ).rejects.toThrow(Refusal);
    expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false);
  });

  it.each<[string, Handler]>([
    [
      'that says so',
      (_, response) => void response.writeHead(200, { 'Content-Length': 2_000_000 }).flushHeaders(),
    ],
    [
      'that does not',
      (_, response) => void setInterval(() => response.write(Buffer.alloc(65_536)), 1).unref(),
    ],
  ])('ends at once for a file that is too large and %s', async (_, handle) => {
    const host = await serve(handle);
    const outcome = download(new URL(`http://${host}/x`), file, options(host));
    await expect(outcome).rejects.toMatchObject({ error: { code: 'too_large' } });
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('goes on where it broke off', async () => {
    let first = true;
    const host = await serve((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (!first) {
        const range = `bytes ${from}-${BODY.length - 1}/${BODY.length}`;
        response.writeHead(206, { 'Content-Range': range, 'Content-Length': BODY.length - from });
        response.end(BODY.subarray(from));
        return;
      }
      first = false;
      response.writeHead(200, { 'Content-Length': BODY.length });
      response.write(BODY.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 50));
    });
    await download(new URL(`http://${host}/x`), file, options(host, { expected: EXPECTED }));
    expect(readFileSync(file)).toEqual(BODY);
    expect(requests[1]?.headers.range).toBe('bytes=20000-');
  });

  it('begins anew where the server knows no parts, and is not spoilt by a part of another file', async () => {
    const host = await serve(sendBody);
    await expect(
      download(new URL(`http://${host}/x`), join(folder, 'x'), options(host, { maxBytes: 10 })),
    ).rejects.toThrow('larger');
    writeFileSync(join(folder, 'y.part'), 'something else');
    await download(new URL(`http://${host}/x`), join(folder, 'y'), options(host, { expected: EXPECTED }));
    expect(readFileSync(join(folder, 'y'))).toEqual(BODY);
  });

  it('is tried again after a failure that may pass, three times in all, and not after others', async () => {
    let failures = 2;
    const host = await serve((_, response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else response.end(BODY);
    });
    await download(new URL(`http://${host}/x`), file, options(host));
    expect(requests).toHaveLength(3);
    failures = 10;
    await expect(download(new URL(`http://${host}/x`), file, options(host))).rejects.toThrow('status 503');
    expect(requests).toHaveLength(6);
    const gone = await serve((_, response) => void response.writeHead(404).end());
    await expect(download(new URL(`http://${gone}/x`), file, options(gone))).rejects.toThrow('status 404');
    expect(requests).toHaveLength(7);
  });

  it('has a limit in time', async () => {
    const host = await serve((_, response) => void response.write('x'));
    const outcome = download(new URL(`http://${host}/x`), file, options(host, { totalMs: 300 }));
    await expect(outcome).rejects.toThrow("can't be downloaded");
  });

  it('tells no password, query or answer of a server in its errors', async () => {
    const host = await serve((_, response) => void response.writeHead(403).end('secret answer'));
    const url = new URL(`http://user:hunter2@${host}/x?token=s3cret`);
    const error: unknown = await download(url, file, options(host)).catch((cause: unknown) => cause);
    expect(String(error)).toContain(`http://${host}/x: status 403`);
    expect(String(error)).not.toMatch(/hunter2|s3cret|secret answer/);
    expect(requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('user:hunter2').toString('base64')}`,
    );
  });
});

describe('where a download may go', () => {
  const named = (host: string) => ({ named: new Set([host]) });

  it.each([
    ['http://plugins.example.org/', '93.184.216.34', true],
    ['http://plugins.example.org/', '2606:2800:220:1::1', true],
    ['http://vendor.example.org/', '10.0.0.1', false],
    ['http://vendor.example.org/', '127.0.0.1', false],
    ['http://vendor.example.org/', '::1', false],
    ['http://vendor.example.org/', '::ffff:192.168.1.1', false],
    ['http://vendor.example.org/', 'fd00::1', false],
    ['http://vendor.example.org/', '100.64.1.1', false],
    ['http://repo.lan:8080/', '10.0.0.1', true],
    ['http://repo.lan/', '10.0.0.1', false],
    ['http://repo.lan:8080/', '169.254.169.254', false],
    ['http://repo.lan:8080/', '::ffff:169.254.169.254', false],
    ['http://repo.lan:8080/', 'fe80::1', false],
    ['http://repo.lan:8080/', '0.0.0.0', false],
  ])('%s at %s: %s', (url, address, expected) => {
    expect(mayConnect(named('repo.lan:8080'), new URL(url), address)).toBe(expected);
  });

  it('follows redirects, but not into the network around it, nor from TLS to plain text, nor for ever', async () => {
    const inside = await serve(sendBody);
    const to =
      (location: string): Handler =>
      (_, response) =>
        void response.writeHead(302, { Location: location }).end();
    const fine = await serve((request, response) =>
      request.url === '/x' ? to('/y')(request, response) : sendBody(request, response),
    );
    await download(new URL(`http://${fine}/x`), file, options(fine));
    expect(readFileSync(file)).toEqual(BODY);
    requests = [];
    for (const location of [
      `http://${inside}/x`,
      `http://localhost:${inside.split(':')[1]}/`,
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
    ]) {
      const host = await serve(to(location));
      await expect(download(new URL(`http://${host}/`), file, options(host))).rejects.toThrow(Refusal);
    }
    expect(requests.filter(({ headers }) => headers.host === inside)).toEqual([]);
    expect(requests).toHaveLength(4);
    const round = await serve((request, response) => to(`${request.url ?? ''}x`)(request, response));
    await expect(download(new URL(`http://${round}/`), file, options(round))).rejects.toThrow('too often');
  });

  it('asks no link-local address even when it is named, and nothing but HTTP', async () => {
    for (const url of ['http://169.254.169.254/x', 'http://[fe80::1]/x', 'gopher://127.0.0.1/x'])
      await expect(download(new URL(url), file, options(new URL(url).host))).rejects.toThrow(Refusal);
    await expect(download(new URL('ftp://ftp.example.org/x'), file, options(''))).rejects.toThrow(
      'ftp_proxy',
    );
  });
});

describe('proxies', () => {
  it('get plain requests with the whole URL, their own credentials, and not those of the target', async () => {
    const proxy = await serve(sendBody);
    const proxies = { http: `http://me:pw@${proxy}`, https: null, ftp: `http://${proxy}` };
    await download(new URL('http://vendor.example.org:81/fw?v=1'), file, options('', { proxies }));
    expect(requests[0]).toMatchObject({
      url: 'http://vendor.example.org:81/fw?v=1',
      headers: {
        host: 'vendor.example.org:81',
        'proxy-authorization': `Basic ${Buffer.from('me:pw').toString('base64')}`,
      },
    });
    await download(new URL('ftp://ftp.example.org/fw'), file, options('', { proxies }));
    expect(requests[1]?.url).toBe('ftp://ftp.example.org/fw');
    await expect(download(new URL('http://10.1.2.3/fw'), file, options('', { proxies }))).rejects.toThrow(
      'not allowed',
    );
    expect(requests).toHaveLength(2);
  });

  it('are asked for a tunnel to a host with TLS, and their refusal is told', async () => {
    const asked: string[] = [];
    const server = http.createServer();
    servers.push(server);
    server.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const proxies = { http: null, https: `127.0.0.1:${port}`, ftp: null };
    const outcome = download(new URL('https://vendor.example.org/fw'), file, options('', { proxies }));
    await expect(outcome).rejects.toThrow('the proxy refuses (403)');
    expect(asked).toEqual(['vendor.example.org:443']);
  });
});
