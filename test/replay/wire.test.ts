import { describe, expect, inject, it } from 'vitest';
import { sendRaw, type RawAnswer } from '../fuzz/raw-http';

/** The REST API in the console's own process, where Next's router must not touch what is its. */

const server = inject('replayServer');
const { hostname, port, host } = new URL(server.consoleUrl);
const LIMIT_MS = 20_000;

async function send(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[] = [['X-Auth-Token', server.token]],
  body = '',
): Promise<RawAnswer> {
  const answer = await sendRaw(
    { hostname, port: Number(port) },
    {
      method,
      target,
      headers: [['Host', host], ['Connection', 'close'], ['Content-Length', String(body.length)], ...headers],
      body: Buffer.from(body),
    },
    LIMIT_MS,
  );
  if (typeof answer === 'string') throw new Error(`${method} ${target}: ${answer}`);
  return answer;
}

const status = async (method: string, target: string): Promise<number> => (await send(method, target)).status;

describe('paths arrive as they were sent', () => {
  it.each([
    ['/0.2', 200],
    ['/0.2/', 200],
    ['/0.2/dev_mgr/devices', 200],
    ['/0.2/dev_mgr/devices/', 200],
    ['/0.2/dev_mgr/devices/a%2Fb', 404],
    ['/0.2/dev_mgr%2Fdevices', 404],
    ['/0.2//dev_mgr', 404],
    ['/0.2/dev_mgr/./devices', 404],
    ['/0.2/dev_mgr/../dev_mgr/devices', 404],
    ['/0.2/dev_mgr/devices/%00', 404],
    ['/0.2/dev_mgr/devices/%ff', 404],
    ['/0.2/dev_mgr/devices/%zz', 404],
    ['/0.2/%64ev_mgr/devices', 200],
    ['/0.2/DEV_MGR/devices', 404],
    ['/0.2?q=%zz', 200],
    ['/0.2x', 404],
  ])('%s is %i, without a redirection', async (target, expected) => {
    const answer = await send('GET', target);
    expect(answer.head).not.toMatch(/^location:/im);
    expect(answer.status).toBe(expected);
  });

  it('an encoded slash is part of an id: not found as a document, not as a path', async () => {
    expect((await send('GET', '/0.2/dev_mgr/devices/a%2Fb')).body).toBe('No such resource');
    expect((await send('GET', '/0.2/dev_mgr/devices/a/b')).body).toContain('404 - No Such Resource');
  });
});

describe('methods', () => {
  it('HEAD has the headers of GET and no body', async () => {
    const [get, head] = [await send('GET', '/0.2/dev_mgr'), await send('HEAD', '/0.2/dev_mgr')];
    const length = (answer: RawAnswer): string | undefined =>
      /^content-length: (\d+)/im.exec(answer.head)?.[1];
    expect([head.status, head.body, length(head)]).toEqual([200, '', length(get)]);
  });

  it('OPTIONS is answered for every path, without a token', async () => {
    for (const target of ['/0.2/dev_mgr/devices', '/0.2/nowhere', '/0.2/pg_mgr/plugins/none/info']) {
      const answer = await send('OPTIONS', target, []);
      expect([answer.status, answer.body]).toEqual([200, '']);
      expect(answer.head).toMatch(/^access-control-allow-origin: \*/im);
    }
  });

  it.each(['PATCH', 'TRACE', 'PROPFIND', 'SEARCH', 'LINK'])(
    '%s is 405 with what is allowed',
    async (method) => {
      const answer = await send(method, '/0.2/dev_mgr/devices');
      expect(answer.status).toBe(405);
      expect(answer.head).toMatch(/^allow: GET, POST, HEAD, OPTIONS/im);
    },
  );

  it('that nobody knows are refused on the pages and the interface of the console too', async () => {
    expect(await status('TRACE', '/')).toBe(405);
    expect(await status('PROPFIND', '/api/devices')).toBe(405);
    expect(await status('GET', '/api/devices/%zz')).toBe(400);
    expect(await status('NONSENSE', '/0.2')).toBe(400); // no method of HTTP: it does not come past the parser
  });
});

describe('bodies and media types', () => {
  const PROV = 'application/vnd.proformatique.provd+json';

  it('of the API’s own media type reach it, in pieces too', async () => {
    const token = ['X-Auth-Token', server.token] as const;
    const whole = await send(
      'POST',
      '/0.2/dev_mgr/reconfigure',
      [token, ['Content-Type', PROV]],
      '{"id":"none"}',
    );
    expect([whole.status, whole.body]).toEqual([400, 'invalid device ID "none"']);
    const pieces = await sendRaw(
      { hostname, port: Number(port) },
      {
        method: 'POST',
        target: '/0.2/dev_mgr/reconfigure',
        headers: [
          ['Host', host],
          ['Connection', 'close'],
          token,
          ['Content-Type', PROV],
          ['Transfer-Encoding', 'chunked'],
        ],
        body: Buffer.from('5\r\n{"id"\r\n8\r\n:"none"}\r\n0\r\n\r\n'),
      },
      LIMIT_MS,
    );
    expect(pieces).toMatchObject({ status: 400, body: 'invalid device ID "none"' });
  });

  it('a client that asks whether it may send is told to go on', async () => {
    const answer = await send(
      'POST',
      '/0.2/dev_mgr/reconfigure',
      [
        ['X-Auth-Token', server.token],
        ['Content-Type', PROV],
        ['Expect', '100-continue'],
      ],
      '{"id":"none"}',
    );
    expect(answer.head).toMatch(/^HTTP\/1\.1 100 /);
    expect(answer.body).toContain('invalid device ID "none"');
  });
});
