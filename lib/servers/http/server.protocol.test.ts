import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Account,
  AnswerPhones,
  FileAnswer,
  PhoneRequest,
  TurnedAway,
} from '../../services/phones/answer';
import { createLogger } from '../../shared/logger';
import { startHttp, type HttpOptions, type HttpServer } from './server';

const logger = createLogger('test', 'silent');
const BODY = '0123456789abcdefghij';
const ETAG = '"8a5b"';
const MODIFIED = Date.UTC(2026, 5, 1, 12, 0, 0);

let server: HttpServer;
let folder: string;
let asked: PhoneRequest[];
let away: TurnedAway[];
let delivered: [string, number | null, number][];
const account: Account = { delivered: (...what) => delivered.push(what) };

const phones: AnswerPhones = {
  answer(request) {
    asked.push(request);
    if (request.path === 'later.cfg') return new Promise((done) => setTimeout(() => done(file()), 20));
    if (request.path === 'fault') return Promise.reject(new Error('fault'));
    if (request.path === 'disk.bin')
      return file({ kind: 'disk', file: join(folder, 'disk.bin'), size: BODY.length });
    if (request.path === 'a b/é.cfg' || request.path.endsWith('a.cfg')) return file();
    return { kind: request.path === 'nobody' ? 'nowhere' : 'missing', account };
  },
  turnedAway: (what) => away.push(what),
};

function file(content?: { kind: 'disk'; file: string; size: number }): FileAnswer {
  const bytes = { kind: 'bytes' as const, bytes: Buffer.from(BODY), size: BODY.length };
  return {
    kind: 'file',
    account,
    file: {
      content: content ?? bytes,
      contentType: 'text/plain; charset=utf-8',
      etag: ETAG,
      modifiedAt: MODIFIED,
    },
  };
}

async function start(options: Partial<HttpOptions> = {}): Promise<void> {
  server = await startHttp({ host: '127.0.0.1', port: 0, trustedProxies: 0, phones, logger, ...options });
}

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, init);

/** Sends bytes as they are and collects the answer until the server closes. */
function raw(text: string, holdOpen = false): Promise<string> {
  return new Promise((done) => {
    const socket: Socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      if (!holdOpen && got.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', () => done(got));
    socket.on('close', () => done(got));
  });
}

beforeEach(async () => {
  [asked, away, delivered] = [[], [], []];
  folder = mkdtempSync(join(tmpdir(), 'offhook-http-'));
  writeFileSync(join(folder, 'disk.bin'), BODY);
  await start();
});

afterEach(async () => {
  await server.close(0);
  rmSync(folder, { recursive: true, force: true });
});

describe('a file', () => {
  it.each(['/a.cfg', '/later.cfg', '/disk.bin'])('%s is sent whole, with its tag and date', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(BODY);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '20',
      etag: ETAG,
      'accept-ranges': 'bytes',
      'last-modified': 'Mon, 01 Jun 2026 12:00:00 GMT',
    });
    await expect.poll(() => delivered).toEqual([['served', 200, 20]]);
  });

  it('HEAD gets the same headers and nothing else', async () => {
    const answer = await get('/a.cfg', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('20');
    expect(await answer.text()).toBe('');
    expect(asked[0]?.method).toBe('HEAD');
  });

  it.each<[string, Record<string, string>, number]>([
    ['the same tag', { 'If-None-Match': ETAG }, 304],
    ['a weak form of it, in a list', { 'If-None-Match': '"x", W/"8a5b"' }, 304],
    ['any', { 'If-None-Match': '*' }, 304],
    ['another tag', { 'If-None-Match': '"x"' }, 200],
    [
      'another tag with a date that would do',
      { 'If-None-Match': '"x"', 'If-Modified-Since': new Date(MODIFIED).toUTCString() },
      200,
    ],
    ['its date', { 'If-Modified-Since': new Date(MODIFIED).toUTCString() }, 304],
    ['an earlier date', { 'If-Modified-Since': new Date(MODIFIED - 1000).toUTCString() }, 200],
    ['nonsense', { 'If-Modified-Since': 'yesterday' }, 200],
  ])('answers a phone that has %s', async (_name, headers, status) => {
    const answer = await get('/a.cfg', { headers });
    expect(answer.status).toBe(status);
    expect((await answer.text()).length).toBe(status === 304 ? 0 : 20);
    expect(answer.headers.get('etag')).toBe(ETAG);
  });

  it.each<[string, Record<string, string>, number, string, string | null]>([
    ['the beginning', { Range: 'bytes=0-4' }, 206, '01234', 'bytes 0-4/20'],
    ['the rest', { Range: 'bytes=15-' }, 206, 'fghij', 'bytes 15-19/20'],
    ['the end', { Range: 'bytes=-3' }, 206, 'hij', 'bytes 17-19/20'],
    ['beyond the end', { Range: 'bytes=18-99' }, 206, 'ij', 'bytes 18-19/20'],
    ['after the end', { Range: 'bytes=20-30' }, 416, '', 'bytes */20'],
    ['the wrong way round', { Range: 'bytes=5-2' }, 200, BODY, null],
    ['something else', { Range: 'lines=1-2' }, 200, BODY, null],
    ['a part of this version', { Range: 'bytes=0-1', 'If-Range': ETAG }, 206, '01', 'bytes 0-1/20'],
    ['a part of another version', { Range: 'bytes=0-1', 'If-Range': '"old"' }, 200, BODY, null],
    [
      'a part by date',
      { Range: 'bytes=0-1', 'If-Range': new Date(MODIFIED).toUTCString() },
      206,
      '01',
      'bytes 0-1/20',
    ],
    [
      'too many parts',
      { Range: `bytes=${Array.from({ length: 17 }, () => '0-0').join(',')}` },
      200,
      BODY,
      null,
    ],
    ['parts larger than the whole', { Range: 'bytes=0-19,0-19' }, 200, BODY, null],
  ])('gives %s', async (_name, headers, status, body, range) => {
    for (const path of ['/a.cfg', '/disk.bin']) {
      const answer = await get(path, { headers });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toBe(body);
      expect(answer.headers.get('content-range')).toBe(range);
    }
  });

  it('gives several parts at once', async () => {
    const answer = await get('/a.cfg', { headers: { Range: 'bytes=0-1,10-11' } });
    const boundary = /boundary=(.+)$/.exec(answer.headers.get('content-type') ?? '')?.[1] ?? '';
    const body = await answer.text();
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-length')).toBe(String(body.length));
    expect(body.split(`--${boundary}`).map((part) => part.split('\r\n\r\n')[1]?.trim())).toEqual([
      undefined,
      '01',
      'ab',
      undefined,
    ]);
    expect(body).toContain('Content-Range: bytes 10-11/20');
  });
});

describe('paths', () => {
  it('keeps the target for identification and decodes the path once', async () => {
    await get('/a%20b/%C3%A9.cfg?mac=1&x=%2F');
    expect(asked[0]).toMatchObject({ target: '/a%20b/%C3%A9.cfg?mac=1&x=%2F', path: 'a b/é.cfg' });
    await get('/%2561.cfg');
    expect(asked[1]?.path).toBe('%61.cfg');
  });

  it('collapses slashes and drops dots', async () => {
    expect(await raw('GET //x/.//a.cfg HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('200 OK');
    expect(asked[0]?.path).toBe('x/a.cfg');
  });

  it('takes the form that proxies use', async () => {
    expect(await raw('GET http://server:8667/x/a.cfg HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('200 OK');
    expect(asked[0]?.path).toBe('x/a.cfg');
  });

  it.each([
    ['/', 403],
    ['/x/', 403],
    ['//', 403],
    ['/../a.cfg', 404],
    ['/x/../a.cfg', 404],
    ['/%2e%2e/a.cfg', 404],
    ['/x%2fa.cfg', 404],
    ['/x%5ca.cfg', 404],
    ['/%00a.cfg', 404],
    ['/%zz', 404],
    ['/%ff', 404],
    [`/${'a'.repeat(2_100)}`, 414],
  ])('never asks for %s', async (path, status) => {
    expect(await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)).toContain(`HTTP/1.1 ${status} `);
    expect(asked).toEqual([]);
    expect(away).toMatchObject([{ status }]);
  });

  it("says in the reference's words what is not there", async () => {
    expect(await (await get('/nobody')).text()).toContain('Nowhere to route this request.');
    expect(await (await get('/other')).text()).toContain('File not found.');
    expect(await (await get('/x/')).text()).toContain('Directory listing not permitted.');
    const fault = await get('/fault');
    expect([fault.status, await fault.text()]).toEqual([
      500,
      expect.stringContaining('Internal processing error'),
    ]);
  });

  it('refuses other methods, reads no body, and answers OPTIONS', async () => {
    const answer = await get('/a.cfg', { method: 'PUT', body: 'x'.repeat(10_000) });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await get('/a.cfg', { method: 'OPTIONS' })).status).toBe(200);
    expect(asked).toEqual([]);
  });
});

describe('a posted form', () => {
  const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
    get(path, { method: 'POST', body, headers: { 'Content-Type': type } });

  it('asks what a GET with the same query asks', async () => {
    const answer = await post('/a.cfg', 'uuid=1d38&osname=Linux%206');
    expect([answer.status, await answer.text()]).toEqual([200, BODY]);
    expect((await post('/a.cfg?x=1', 'y=2', 'application/x-www-form-urlencoded; charset=utf-8')).status).toBe(
      200,
    );
    expect((await post('/a.cfg', '')).status).toBe(200);
    expect(asked.map(({ method, target }) => [method, target])).toEqual([
      ['POST', '/a.cfg?uuid=1d38&osname=Linux%206'],
      ['POST', '/a.cfg?x=1&y=2'],
      ['POST', '/a.cfg'],
    ]);
  });

  it.each([
    ['too long', 'x'.repeat(2_049), undefined],
    ['of another type', 'uuid=1', 'text/plain'],
    ['with a line break', 'uuid=1\r\nX: y', undefined],
    ['with a space', 'uuid=1 HTTP/1.1', undefined],
    ['with a fragment', 'uuid=1#2', undefined],
  ])('is refused as any other POST when it is %s', async (_what, body, type) => {
    expect((await post('/a.cfg', body, type)).status).toBe(405);
    expect(asked).toEqual([]);
    expect(away).toMatchObject([{ method: 'POST', status: 405 }]);
  });

  it('that never comes holds nothing up', async () => {
    const head = 'POST /a.cfg HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n';
    const answer = raw(`${head}Content-Length: 10\r\n\r\nuuid`, true);
    expect((await get('/a.cfg')).status).toBe(200);
    await server.close(0);
    expect(await answer).toBe('');
    await start();
  });
});

describe('addresses', () => {
  it.each([
    [0, 'a, 10.0.0.2', '127.0.0.1'],
    [1, '10.0.0.1, 10.0.0.2', '10.0.0.2'],
    [2, '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    [3, '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    [1, '', '127.0.0.1'],
    [1, 'nonsense', '127.0.0.1'],
    [1, '::ffff:10.0.0.3', '10.0.0.3'],
    [1, '2001:DB8::1', '2001:db8::1'],
  ])('with %i trusted proxies, %j means %s', async (trustedProxies, forwarded, ip) => {
    await server.close(0);
    await start({ trustedProxies });
    await get('/a.cfg', { headers: { 'X-Forwarded-For': forwarded, 'User-Agent': 'Phone/1' } });
    expect(asked[0]).toMatchObject({ ip, userAgent: 'Phone/1' });
  });

  it('takes the last of several lines', async () => {
    await server.close(0);
    await start({ trustedProxies: 1 });
    await raw(
      'GET /a.cfg HTTP/1.1\r\nHost: x\r\nx-forwarded-for: 10.0.0.1\r\nX-FORWARDED-FOR: 10.0.0.2\r\n\r\n',
    );
    expect(asked[0]?.ip).toBe('10.0.0.2');
  });
});

describe('one connection after another request', () => {
  const ask = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

  /** Sends the pieces a little apart on one connection; resolves with all answers when `count` have begun. */
  function talk(pieces: readonly string[], count: number): Promise<string> {
    return new Promise((done) => {
      const socket = connect(server.port, '127.0.0.1');
      let got = '';
      const send = ([piece, ...rest]: readonly string[]): void => {
        if (piece === undefined) return;
        socket.write(piece);
        setTimeout(() => send(rest), 15);
      };
      socket.on('connect', () => send(pieces));
      socket.on('data', (chunk) => {
        got += chunk.toString('latin1');
        if (got.split('HTTP/1.1 ').length - 1 === count) setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => done(got));
    });
  }
  const statuses = (answers: string): string[] =>
    [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map((m) => m[1] ?? '');

  it('answers plain requests one by one, with a date and how long it waits', async () => {
    const answers = await talk([ask('/a.cfg'), ask('/b'), ask('/a.cfg')], 3);
    expect(statuses(answers)).toEqual(['200', '404', '200']);
    expect(answers).toMatch(
      /\r\nDate: \w{3}, .* GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=20\r\n\r\n/,
    );
  });

  it('answers in order what comes before the last answer is there', async () => {
    expect(statuses(await talk([ask('/later.cfg') + ask('/b') + ask('/a.cfg')], 3))).toEqual([
      '200',
      '404',
      '200',
    ]);
    const apart = await talk(
      [ask('/a.cfg'), ask('/later.cfg'), ask('/b'), ask('/a.cfg', 'Range: bytes=0-1\r\n')],
      4,
    );
    expect(statuses(apart)).toEqual(['200', '200', '404', '206']);
  });

  it('goes on with Node once a request is not plain', async () => {
    const answers = await talk(
      [
        ask('/a.cfg'),
        ask('/a.cfg', `If-None-Match: ${ETAG}\r\n`),
        ask('/a.cfg'),
        'HEAD /a.cfg HTTP/1.1\r\nHost: x\r\n\r\n',
      ],
      4,
    );
    expect(statuses(answers)).toEqual(['200', '304', '200', '200']);
  });

  it('takes a request that comes in pieces', async () => {
    expect(
      statuses(await talk([ask('/a.cfg'), 'GET /a.c', 'fg HTTP/1.1\r\nHo', 'st: x\r\n\r\n'], 2)),
    ).toEqual(['200', '200']);
  });

  it('never takes a body for a request', async () => {
    const inner = ask('/nobody');
    const answers = await talk([ask('/a.cfg', `Content-Length: ${inner.length}\r\n`) + inner], 1);
    expect(statuses(answers)).toEqual(['200']);
    expect(asked.map(({ path }) => path)).toEqual(['a.cfg']);
  });

  it('answers who has said all and waits', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(ask('/later.cfg'));
    let got = '';
    for await (const chunk of socket) got += String(chunk);
    expect(got.endsWith(BODY)).toBe(true);
  });

  it('asks again from the note, for the same phone alone', async () => {
    await server.close(0);
    const given: string[] = [];
    const noting: AnswerPhones = {
      ...phones,
      answer(request) {
        asked.push(request);
        if (request.note)
          request.note.memo = { ip: request.ip, again: () => (given.push(request.ip), file()) };
        return file();
      },
    };
    await start({ phones: noting, trustedProxies: 1 });
    const from = (ip: string): string => ask('/a.cfg', `X-Forwarded-For: ${ip}\r\n`);
    await talk([from('192.0.2.1'), from('192.0.2.1'), from('192.0.2.2'), from('192.0.2.1')], 4);
    expect(asked.map(({ ip }) => ip)).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(given).toEqual(['192.0.2.1', '192.0.2.1']);
  });

  it('lets answers finish when it closes', async () => {
    const answers = talk([ask('/later.cfg')], 1);
    await expect.poll(() => asked.length).toBe(1);
    await server.close();
    expect(await answers).toContain(BODY);
  });
});

describe('limits', () => {
  it('refuses large headers', async () => {
    expect(await raw(`GET /a.cfg HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toContain('431');
    expect(asked).toEqual([]);
  });

  it('refuses nonsense', async () => {
    expect(await raw('\x16\x03\x01 hello\r\n\r\n')).toContain('400 Bad Request');
  });

  it('gives up clients that never finish their request', async () => {
    await server.close(0);
    await start({ limits: { headersMs: 300, requestMs: 600 } });
    const started = Date.now();
    expect(await raw('GET /a.cfg HTTP/1.1\r\nHost: x\r\n', true)).toContain('408');
    expect(Date.now() - started).toBeLessThan(3_000);
  });

  it('closes connections that nobody uses', async () => {
    await server.close(0);
    await start({ limits: { keepAliveMs: 200 } });
    expect(await raw('GET /a.cfg HTTP/1.1\r\nHost: x\r\n\r\n', true)).toContain('200 OK');
  });

  it('lets one address open so many connections', async () => {
    await server.close(0);
    await start({ limits: { connectionsPerSource: 2 } });
    const open = (): Promise<Socket> =>
      new Promise((done) => {
        const socket = connect(server.port, '127.0.0.1', () => done(socket));
        socket.on('error', () => undefined);
      });
    const sockets = [await open(), await open(), await open()];
    await expect.poll(() => server.stats()).toEqual({ connections: 2, refused: 1 });
    sockets.forEach((socket) => socket.destroy());
    await expect.poll(() => server.stats().connections).toBe(0);
    expect((await get('/a.cfg')).status).toBe(200);
  });
});
