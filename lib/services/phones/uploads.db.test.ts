import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { deleteUpload, findUpload, listUploads, resealUploads } from '../../db/uploads';
import { writeUpload } from '../../db/phones/write-upload';
import { UPLOAD_LIMITS } from '../../domain/phones/upload';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { everywhere, scopeOf } from '../../domain/tenants/scope';

/** Phones send files over real sockets, and those who are none, or send what they should not, do too. */

const MAC = '0004f2a1b2c3';
const OTHER = '0004f2ffffff';
const IP = '10.1.0.1';
const AGENT = 'FileTransport PolycomVVX-VVX_450-UA/5.9.2.0000';
const TOTAL = 'SELECT count(*)::int AS n FROM device_upload';

let database: TestDatabase;
let server: PhoneServer;
const ids = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  server = new PhoneServer(database.url);
  await server.setUp();
  await server.start();
  for (const [mac, ip] of [
    [MAC, IP],
    [OTHER, '10.1.0.2'],
  ] as const) {
    await server.get(`/${mac}-user.cfg`, ip, AGENT);
    // A phone is answered when its device is written.
    const [row] = await server.rows<{ id: string }>(
      `SELECT id FROM device WHERE replace(mac, ':', '') = $1`,
      [mac],
    );
    ids.set(mac, row?.id ?? '');
  }
});
afterAll(async () => {
  await server.stop();
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  await server.rows('DELETE FROM device_upload');
});

async function put(
  path: string,
  body: string | Buffer,
  more: { ip?: string; agent?: string; method?: string; type?: string } = {},
): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${server.http.port}${path}`, {
    method: more.method ?? 'PUT',
    headers: {
      'X-Forwarded-For': more.ip ?? IP,
      'User-Agent': more.agent ?? AGENT,
      ...(more.type ? { 'Content-Type': more.type } : {}),
    },
    body: new Uint8Array(Buffer.from(body)),
  });
  await answer.text();
  return answer.status;
}

/** Writes the head of a request, then whatever `then` writes, and gives what came back until the connection ended. */
function raw(
  path: string,
  headers: string[],
  then: (write: (text: string) => boolean) => void,
): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(server.http.port, '127.0.0.1', () => {
      const head = [
        `PUT ${path} HTTP/1.1`,
        'Host: x',
        `X-Forwarded-For: ${IP}`,
        `User-Agent: ${AGENT}`,
        ...headers,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      then((text) => !socket.destroyed && socket.write(text));
    });
    socket.on('data', (chunk) => (got += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => done(got));
  });
}

const kept = (mac = MAC) =>
  listUploads(server.database.sql, everywhere(server.masterTenant), ids.get(mac) ?? '');
const names = async (mac = MAC): Promise<string[]> => (await kept(mac)).map(({ name }) => name).sort();
const count = async (): Promise<number> => (await server.rows<{ n: number }>(TOTAL))[0]?.n ?? -1;

describe('a phone of a known device', () => {
  it('sends what its family lists; the newest of each name is kept, sealed', async () => {
    expect(await put(`/${MAC}-app.log`, 'first log', { type: 'text/plain' })).toBe(201);
    expect(await put(`/${MAC}-app.log`, 'second log')).toBe(204);
    expect(await put(`/${MAC.toUpperCase()}-phone.cfg`, '<PHONE_CONFIG/>')).toBe(201);
    const files = await kept();
    expect(files.map(({ name, kind, bytes, count: times }) => [name, kind, bytes, times]).sort()).toEqual([
      [`${MAC.toUpperCase()}-phone.cfg`, 'overrides', 15, 1],
      [`${MAC}-app.log`, 'log', 10, 2],
    ]);
    const log = files.find(({ kind }) => kind === 'log');
    const scope = everywhere(server.masterTenant);
    const found = await findUpload(server.database, scope, ids.get(MAC) ?? '', log?.id ?? '');
    expect(found?.contents.ok && found.contents.value.toString()).toBe('second log');
    const [stored] = await server.rows<{ sealed: Buffer }>('SELECT sealed FROM device_upload WHERE id = $1', [
      log?.id,
    ]);
    expect(stored?.sealed.includes('second')).toBe(false);
  });

  it('is never given it back, nor is anybody else', async () => {
    expect(await put(`/${MAC}-phone.cfg`, '<script>alert(1)</script>')).toBe(201);
    // The last one is its own: a device's address is the one that it asked from last.
    for (const ip of ['10.1.0.3', IP]) {
      const answer = await server.get(`/${MAC}-phone.cfg`, ip, AGENT);
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain('alert');
    }
  });

  it('is shown and deleted within the tenant alone', async () => {
    expect(await put(`/${MAC}-web.cfg`, 'a')).toBe(201);
    const { sql } = server.database;
    const id = (await kept())[0]?.id ?? '';
    const device = ids.get(MAC) ?? '';
    const stranger = scopeOf('6f9619ff-8b86-4011-b42d-00cf4fc964ff');
    expect(await listUploads(sql, stranger, device)).toEqual([]);
    expect(await findUpload(server.database, stranger, device, id)).toBeNull();
    expect(await deleteUpload(sql, stranger, device, id)).toBeNull();
    expect(await deleteUpload(sql, everywhere(server.masterTenant), ids.get(OTHER) ?? '', id)).toBeNull();
    expect(await names()).toEqual([`${MAC}-web.cfg`]);
    expect(await deleteUpload(sql, everywhere(server.masterTenant), device, id)).toBe(`${MAC}-web.cfg`);
    expect(await count()).toBe(0);
  });

  it('is sealed again when the key changes', async () => {
    const old = generateKeyFile();
    const before = new Keyring(old);
    const after = new Keyring(generateKeyFile(old));
    const { pool, sql } = server.database;
    const file = {
      name: 'x.log',
      kind: 'log',
      contentType: null,
      contents: Buffer.from('text'),
      ip: IP,
      userAgent: null,
    } as const;
    await writeUpload({ pool, keyring: before }, { ...file, deviceId: ids.get(MAC) ?? '' });
    expect(await resealUploads(sql, after, null, 10)).toEqual({ last: null, resealed: 1 });
    expect(await resealUploads(sql, after, null, 10)).toEqual({ last: null, resealed: 0 });
    const id = (await kept())[0]?.id ?? '';
    const scope = everywhere(server.masterTenant);
    const found = await findUpload({ sql, keyring: after }, scope, ids.get(MAC) ?? '', id);
    expect(found?.contents.ok && found.contents.value.toString()).toBe('text');
    const lost = await findUpload({ sql, keyring: before }, scope, ids.get(MAC) ?? '', id);
    expect(lost?.contents.ok).toBe(false);
  });

  it('is accounted for, with the device', async () => {
    expect(await put(`/${MAC}-calls.xml`, '<calls/>')).toBe(201);
    await expect
      .poll(() =>
        server.rows(
          'SELECT method, outcome, status, bytes::int AS bytes FROM phone_event WHERE device_id = $1 AND path = $2',
          [ids.get(MAC), `/${MAC}-calls.xml`],
        ),
      )
      .toEqual([{ method: 'PUT', outcome: 'uploaded', status: 201, bytes: 8 }]);
  });

  it('keeps its place when it sends more than there is room for: the oldest go', async () => {
    const upload = (name: string) => ({
      deviceId: ids.get(MAC) ?? '',
      name,
      kind: 'log' as const,
      contentType: null,
      contents: Buffer.alloc(100),
      ip: IP,
      userAgent: null,
    });
    const pool = server.database.pool;
    const store = { pool, keyring: server.keyring };
    const limits = { deviceFiles: 3, deviceBytes: 1_000, totalBytes: 450 };
    for (const name of ['a', 'b', 'c', 'd'])
      expect(await writeUpload(store, upload(name), limits)).toBe('created');
    expect(await names()).toEqual(['b', 'c', 'd']);
    expect(
      await writeUpload(
        store,
        { ...upload('e'), contents: Buffer.alloc(900) },
        { ...limits, totalBytes: 1_000 },
      ),
    ).toBe('created');
    expect(await names()).toEqual(['d', 'e']);
    const other = { ...upload('x'), deviceId: ids.get(OTHER) ?? '' };
    expect(await writeUpload(store, other, { ...limits, totalBytes: 1_000 })).toBe('full');
    expect(await names()).toEqual(['d', 'e']);
    expect(await writeUpload(store, { ...other, deviceId: 'nobody' }, limits)).toBe('gone');
  });
});

describe('a phone of another maker', () => {
  it.each([
    ['cisco-spa', '/spa504G.cfg', 'Cisco/SPA504G-7.5.5 (000E08A1B2C3)(CBT152100AB)', 'POST', 'report'],
    ['cisco-sip', '/8851-3PCC.xml', 'Cisco-CP-8851-3PCC/12.0.7-MPP0201-66 (d0ec35a1b2c3)', 'PUT', 'report'],
    [
      'avaya',
      '/J100Supgrade.txt',
      'Mozilla/4.0 (compatible; MSIE 6.0) AVAYA/J179-4.1.3.0.6 (MAC:001b4fa1b2c3)',
      'PUT',
      'overrides',
    ],
  ])('of the family %s sends what its maker documents', async (_, first, agent, method, kind) => {
    const mac = /[0-9a-fA-F]{12}/.exec(agent)?.[0].toLowerCase() ?? '';
    await server.get(first, '10.1.1.1', agent);
    const [row] = await server.rows<{ id: string }>(
      `SELECT id FROM device WHERE replace(mac, ':', '') = $1`,
      [mac],
    );
    const scope = everywhere(server.masterTenant);
    expect(await put(`/${mac}/sent.txt`, 'a', { ip: '10.1.1.1', agent, method })).toBe(201);
    expect(await listUploads(server.database.sql, scope, row?.id ?? '')).toMatchObject([
      { name: `${mac}/sent.txt`, kind },
    ]);
    // By its User-Agent alone, and not without.
    expect(await put(`/${mac}/sent.txt`, 'b', { ip: '10.9.9.9', agent, method })).toBe(204);
    expect(await put(`/${mac}/sent.txt`, 'c', { ip: '10.9.9.9', agent: 'curl/8', method })).toBe(405);
  });
});

describe('is refused, and nothing is kept', () => {
  it.each([
    ['a name that its family does not list', `/${MAC}-user.cfg`, 405],
    ['a name of no device', '/upload.php', 405],
    ['a folder that nobody named', `/logs/${MAC}-app.log`, 405],
    ['a name that climbs', `/../${MAC}-app.log`, 405],
    ['an encoded climb', `/%2e%2e/${MAC}-app.log`, 405],
    ['an encoded slash', `/${MAC}-x%2f..%2fapp.log`, 405],
    ['control characters', `/${MAC}-a%00pp.log`, 405],
    ['characters of other programs', `/${MAC}-$(id)%3B.log`, 405],
    ['a very long name', `/${MAC}-${'a'.repeat(200)}.log`, 405],
    ["another device's name", `/${OTHER}-app.log`, 403],
    ['a name of a device that there is not', '/0004f2000000-app.log', 405],
  ])('%s', async (_, path, status) => {
    // Not by fetch, which would mend the path.
    const answer = await raw(path, ['Content-Length: 3'], (write) => write('abc'));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(await count()).toBe(0);
  });

  it.each([
    ['nothing but the name of the file', AGENT],
    ['the MAC address in no form of the vendor', `${AGENT} (00:04:f2:a1:b2:c3)`],
    ['the MAC address alone', MAC],
    ['letters of words that make up the MAC address', 'k00 0-4 f2 (a) 1-b2 c3'],
    ["another vendor's words", 'Yealink SIP-T46S 66.86.0.15 00:04:f2:a1:b2:c3'],
    ["another phone's MAC address", `${AGENT} (SN:${OTHER})`],
  ])('from a strange address with %s', async (_, agent) => {
    for (const ip of ['10.9.9.9', '10.1.0.2'])
      expect(await put(`/${MAC}-app.log`, 'x', { ip, agent })).toBe(403);
    expect(await count()).toBe(0);
  });

  it('but not when the User-Agent is that of this very phone', async () => {
    const path = `/${MAC}-app.log`;
    expect(await put(path, 'x', { ip: '10.9.9.9', agent: `${AGENT} (SN:${MAC})` })).toBe(201);
  });

  it('by another method than the family names, a browser, or an unknown source', async () => {
    const path = `/${MAC}-app.log`;
    expect(await put(path, 'x', { method: 'POST' })).toBe(405);
    expect(await put(path, 'x', { method: 'DELETE' })).toBe(405);
    expect(await put('/index.html', 'x', { ip: '10.9.9.9', agent: 'Mozilla/5.0' })).toBe(405);
    expect(await count()).toBe(0);
  });

  it('larger than allowed, before anything of it is read', async () => {
    const length = UPLOAD_LIMITS.fileBytes + 1;
    const answer = await raw(`/${MAC}-app.log`, [`Content-Length: ${length}`], () => undefined);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(await count()).toBe(0);
  });

  it('endless in pieces', async () => {
    const piece = 'a'.repeat(65_536);
    let sent = 0;
    const answer = await raw(`/${MAC}-app.log`, ['Transfer-Encoding: chunked'], (write) => {
      const more = (): void => {
        if (sent > 20 * UPLOAD_LIMITS.fileBytes || !write(`10000\r\n${piece}\r\n`)) {
          if (sent <= 20 * UPLOAD_LIMITS.fileBytes) setTimeout(more, 1);
          return;
        }
        sent += piece.length;
        setImmediate(more);
      };
      more();
    });
    expect(answer === '' || /^HTTP\/1.1 413 /.test(answer)).toBe(true);
    expect(sent).toBeLessThan(10 * UPLOAD_LIMITS.fileBytes);
    expect(await count()).toBe(0);
  });

  it('broken off half-way, and the place is free again', async () => {
    for (let n = 0; n < 2 * UPLOAD_LIMITS.atOnce; n += 1) {
      await new Promise<void>((done) => {
        const socket = connect(server.http.port, '127.0.0.1', () => {
          const head = `PUT /${OTHER}-app.log HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 10.1.0.2\r\nUser-Agent: ${AGENT}\r\n`;
          socket.write(`${head}Content-Length: 100\r\n\r\nhalf`, () => setTimeout(() => socket.destroy(), 5));
        });
        socket.on('error', () => undefined);
        socket.on('close', () => done());
      });
    }
    expect(await count()).toBe(0);
    expect(await put(`/${OTHER}-boot.log`, 'x', { ip: '10.1.0.2' })).toBe(201);
  });

  it('too often', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 30; n += 1) statuses.push(await put(`/${OTHER}-app.log`, 'x', { ip: '10.1.0.2' }));
    expect(statuses).toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });
});

it('slow bodies take few places, and end', { timeout: 60_000 }, async () => {
  const slow = Array.from({ length: UPLOAD_LIMITS.atOnce }, () =>
    raw(`/${MAC}-slow.log`, ['Content-Length: 100'], (write) => {
      const timer = setInterval(() => write('a') || clearInterval(timer), 1_000);
    }),
  );
  await new Promise((done) => setTimeout(done, 300));
  expect(await put(`/${MAC}-app.log`, 'x')).toBe(503);
  // Files are served meanwhile.
  expect((await server.get(`/${MAC}-user.cfg`, IP, AGENT)).status).toBe(200);
  const answers = await Promise.all(slow);
  for (const answer of answers) expect(answer === '' || /^HTTP\/1.1 408 /.test(answer)).toBe(true);
  expect(await count()).toBe(0);
  expect(await put(`/${MAC}-after.log`, 'x')).toBe(201);
});
