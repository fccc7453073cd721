import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { restClient, type Answer, type RestRequest } from '../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';

/** What docs/divergences.md says about the REST API, as far as no other test shows it. */

const PROV = 'application/vnd.proformatique.provd+json';
const SUB = '22222222-2222-4222-8222-222222222222';

let database: TestDatabase;
let server: CompatServer;
let sql: pg.Client;
let rest: ReturnType<typeof restClient>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'fatal' });
  rest = restClient(server.base, server.token);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query(`INSERT INTO tenant (id, parent_id, name) VALUES ($1, $2, 'sub')`, [
    SUB,
    server.masterTenant,
  ]);
});
afterAll(async () => {
  await sql.end();
  await server.stop();
  await database.drop();
});

const status = async (request: RestRequest): Promise<number> => (await rest(request)).status;
const post = (path: string, body: unknown, more: Partial<RestRequest> = {}): Promise<Answer> =>
  rest({ method: 'POST', path, body, ...more });
const put = (path: string, body: unknown, more: Partial<RestRequest> = {}): Promise<Answer> =>
  rest({ method: 'PUT', path, body, ...more });
const document = z.record(z.string(), z.unknown());

async function device(id: string): Promise<Record<string, unknown>> {
  const answer = await rest({ path: `/dev_mgr/devices/${id}` });
  return document.parse(document.parse(JSON.parse(answer.text)).device);
}

async function ids(query: Record<string, string>, path = '/dev_mgr/devices'): Promise<string[]> {
  const answer = await rest({ path: `${path}?${new URLSearchParams(query).toString()}` });
  expect(answer.status).toBe(200);
  const lists = z.record(z.string(), z.array(z.looseObject({ id: z.string() })));
  return Object.values(lists.parse(JSON.parse(answer.text))).flatMap((list) => list.map(({ id }) => id));
}

describe('lists', () => {
  it('are sorted before fields are taken away, then skipped and limited', async () => {
    for (const [id, rank] of [
      ['sort-b', 2],
      ['sort-a', 10],
      ['sort-c', 1],
    ])
      await post('/dev_mgr/devices', { device: { id, X_rank: rank, X_sort: true } });
    const q = '{"X_sort":true}';
    expect(await ids({ q, sort: 'X_rank', fields: 'id' })).toEqual(['sort-c', 'sort-b', 'sort-a']);
    expect(await ids({ q, sort: 'X_rank', sort_ord: 'DESC', skip: '1', limit: '1', fields: 'id' })).toEqual([
      'sort-b',
    ]);
  });

  it.each([
    'no JSON',
    '[1]',
    '5',
    'null',
    '{"a":{"$regex":"x"}}',
    '{"a":{"$in":5}}',
    '{"mac":{"$nin":"x"}}',
    '{"mac":{"$in":null}}',
  ])('with the selector %s are refused, never given whole', async (q) => {
    const answer = await rest({ path: `/dev_mgr/devices?q=${encodeURIComponent(q)}` });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  it('with a selector that is no base64 of JSON are refused, also when there is another one', async () => {
    expect(await status({ path: '/dev_mgr/devices?q64=***&q={}' })).toBe(400);
    expect(await status({ path: `/dev_mgr/devices?q64=${Buffer.from('nonsense').toString('base64')}` })).toBe(
      400,
    );
  });

  it('match a value inside a list by the same rule for every key', async () => {
    await post('/dev_mgr/devices', { device: { id: 'listed', sn: 'S', X_sn: ['S'], X_text: 'S' } });
    expect(await ids({ q: '{"id":"listed","X_text":"S"}' })).toEqual(['listed']);
    expect(await ids({ q: '{"id":"listed","X_sn":"S"}' })).toEqual([]);
    expect(await ids({ q: '{"id":"listed","X_sn":{"$contains":"S"}}' })).toEqual(['listed']);
    expect(await ids({ q: '{"id":"listed","sn":["S"]}' })).toEqual([]);
  });

  it('ignore parameters that are not known, and numbers that are none (web interface)', async () => {
    expect(await ids({ q: '{"id":"listed"}', search: 'x', offset: '5', order: 'id', limit: 'ten' })).toEqual([
      'listed',
    ]);
  });
});

describe('what is sent', () => {
  it.each([
    ['POST', '/dev_mgr/devices'],
    ['PUT', '/dev_mgr/devices/wrapped'],
    ['POST', '/cfg_mgr/configs'],
    ['PUT', '/cfg_mgr/configs/base'],
  ])(
    '%s %s without its wrapper, or as something else than an object, is refused with 400',
    async (method, path) => {
      await post('/dev_mgr/devices', { device: { id: 'wrapped' } });
      for (const body of ['{}', '[]', '5', 'null', '{"device":[],"config":5}'])
        expect({ body, status: await status({ method, path, body }) }).toEqual({ body, status: 400 });
    },
  );

  it('is refused with 400 by PUT as by POST when it is not valid', async () => {
    await post('/dev_mgr/devices', { device: { id: 'valid' } });
    for (const wrong of [
      { mac: 'AA-BB' },
      { mac: '' },
      { ip: '10.0.0.300' },
      { config: {} },
      { plugin: [] },
    ]) {
      expect((await post('/dev_mgr/devices', { device: wrong })).status).toBe(400);
      const answer = await put('/dev_mgr/devices/valid', { device: wrong });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain('[object');
    }
    expect((await put('/cfg_mgr/configs/base', { config: { raw_config: {} } })).text).toContain('parent_ids');
  });

  it('and refused leaves nothing behind', async () => {
    const before = await ids({});
    for (const id of ['a/b', '../../x', null, 5, 'é', ''])
      expect((await post('/dev_mgr/devices', { device: { id, X_ghost: true } })).status).toBe(400);
    expect(
      (await post('/dev_mgr/devices', { device: { id: 'ghost', sn: ['x'], mac: 'wrong' } })).status,
    ).toBe(400);
    expect(await ids({})).toEqual(before);
  });

  it('in other letters than ASCII comes back in the error as it was, in UTF-8', async () => {
    const answers = [
      await post('/dev_mgr/dhcpinfo', { dhcp_info: { op: 'éà☎' } }),
      await post('/dev_mgr/reconfigure', { id: 'éà☎' }),
      await put('/configure/locale', { param: { value: 'éà☎' } }),
      await post('/dev_mgr/devices', { device: { id: 'éà☎' } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    }
    expect(answers[1]?.text).toContain('éà☎');
  });

  it('that is no JSON is explained in plain words', async () => {
    const answer = await rest({ method: 'POST', path: '/dev_mgr/devices', body: '{"device":' });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/^Invalid JSON document: /);
  });

  it('may have the media type with parameters or plain JSON, and nothing else', async () => {
    const sent = (type: string) =>
      status({
        method: 'POST',
        path: '/dev_mgr/devices',
        body: { device: {} },
        headers: { 'Content-Type': type },
      });
    for (const type of [PROV, `${PROV}; charset=utf-8`, 'application/json', 'application/json;charset=UTF-8'])
      expect({ type, status: await sent(type) }).toEqual({ type, status: 201 });
    for (const type of ['text/plain', 'application/xml', '']) expect(await sent(type)).toBe(415);
    const read = async (accept: string) => {
      const answer = await rest({ path: '/status', headers: { Accept: accept } });
      return [answer.status, answer.headers['content-type']];
    };
    expect(await read('application/json')).toEqual([200, 'application/json']);
    expect(await read('text/html, */*;q=0.1')).toEqual([200, PROV]);
    expect((await read('text/html'))[0]).toBe(406);
  });
});

describe('answers', () => {
  it('to a creation are JSON of the API’s media type, with the id', async () => {
    const made = await post('/dev_mgr/devices', { device: { id: 'made' } });
    expect([made.status, made.headers['content-type'], made.headers.location, JSON.parse(made.text)]).toEqual(
      [201, PROV, '/0.2/dev_mgr/devices/made', { id: 'made' }],
    );
  });

  it('to autocreate tell a location that exists', async () => {
    const made = await post('/cfg_mgr/autocreate', {});
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(made.text));
    expect(made.headers.location).toBe(`/0.2/cfg_mgr/configs/${id}`);
    expect(await status({ path: `/cfg_mgr/configs/${id}` })).toBe(200);
  });

  it('to HEAD follow GET, and where there is no GET it is 405', async () => {
    expect(await status({ method: 'HEAD', path: '/dev_mgr/devices' })).toBe(200);
    expect(await status({ method: 'HEAD', path: '/dev_mgr/synchronize' })).toBe(405);
    expect(await status({ method: 'HEAD', path: '/dev_mgr/devices', token: 'wrong' })).toBe(401);
  });

  it('to OPTIONS need no token and say who may read, whatever the path (browser applications)', async () => {
    for (const path of ['/dev_mgr/devices', '/nowhere/at/all']) {
      const answer = await rest({ method: 'OPTIONS', path, token: null });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
        'access-control-expose-headers': 'Location',
      });
    }
  });

  it('are plain text for errors, never JSON (Python client)', async () => {
    const answer = await rest({ path: '/dev_mgr/devices/none' });
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
      404,
      'No such resource',
      'text/plain; charset=utf-8',
    ]);
  });

  it('about a plugin that is not loaded are 404 even with a wrong token (integration tests)', async () => {
    for (const path of ['', '/info', '/install', '/install/installed', '/install/installable'])
      expect(await status({ path: `/pg_mgr/plugins/none${path}`, token: 'wrong' })).toBe(404);
  });

  it('say that a plugin has no parameters of its own', async () => {
    expect(await status({ path: '/pg_mgr/plugins/yealink-v86/configure' })).toBe(404);
  });
});

describe('devices', () => {
  it('of a new device’s update are written once', async () => {
    await post('/dev_mgr/devices', { device: { id: 'once' } });
    await put('/dev_mgr/devices/once', { device: { X_a: 1 } }, { tenant: SUB });
    const { rows } = await sql.query(
      `SELECT count(*)::int AS n FROM audit WHERE target = 'device/once' AND action = 'device.update'`,
    );
    expect(rows[0].n).toBe(1);
  });

  it('do not return to the master tenant (confd: devices that are reset)', async () => {
    expect(await device('once')).toMatchObject({ tenant_uuid: SUB, is_new: false });
    const { tenant_uuid: _, is_new: __, ...rest } = await device('once');
    expect((await put('/dev_mgr/devices/once', { device: { ...rest, X_b: 1 } })).status).toBe(204);
    expect(await device('once')).toMatchObject({ tenant_uuid: SUB, is_new: false });
  });

  it('are deleted whatever their member `deletable` says: that is a rule for configs', async () => {
    for (const deletable of [false, null, 0]) {
      await post('/dev_mgr/devices', { device: { id: 'undeletable', deletable } });
      expect(await status({ method: 'DELETE', path: '/dev_mgr/devices/undeletable' })).toBe(204);
    }
  });

  it('may share a MAC address: confd sees to it that they do not', async () => {
    for (const id of ['twin1', 'twin2'])
      expect((await post('/dev_mgr/devices', { device: { id, mac: '00:15:65:00:00:42' } })).status).toBe(201);
  });

  it('take an IPv6 address', async () => {
    expect((await post('/dev_mgr/devices', { device: { id: 'six', ip: '2001:db8::1' } })).status).toBe(201);
  });

  it('are replaced as a whole; members that nobody knows come back unchanged (confd, command line)', async () => {
    await post('/dev_mgr/devices', {
      device: { id: 'whole', options: { switchboard: true }, X_a: [null, {}] },
    });
    await put('/dev_mgr/devices/whole', { device: { X_a: [null, {}, 1.0] } });
    const now = await device('whole');
    expect(now.options).toBeUndefined();
    expect(now.X_a).toEqual([null, {}, 1]);
  });
});

describe('configs', () => {
  it('of an unknown id are 404 before their content is looked at (confd falls back to POST)', async () => {
    expect((await put('/cfg_mgr/configs/None', { config: { id: null } })).status).toBe(404);
    expect((await put('/cfg_mgr/configs/none', 'nonsense: no config')).status).toBe(400);
  });

  it('may have parents that are not there, and keep those that go', async () => {
    const config = { id: 'orphan', parent_ids: ['gone'], raw_config: { X_a: 1 } };
    await post('/cfg_mgr/configs', { config: { id: 'gone', parent_ids: [], raw_config: { X_b: 1 } } });
    expect((await post('/cfg_mgr/configs', { config })).status).toBe(201);
    expect(await status({ method: 'DELETE', path: '/cfg_mgr/configs/gone' })).toBe(204);
    expect(JSON.parse((await rest({ path: '/cfg_mgr/configs/orphan' })).text)).toEqual({ config });
    expect(JSON.parse((await rest({ path: '/cfg_mgr/configs/orphan/raw' })).text)).toMatchObject({
      raw_config: { X_a: 1 },
    });
  });

  it('are protected from deletion, not from the change that allows it (upgrade scripts)', async () => {
    const config = { id: 'kept', parent_ids: [], raw_config: {}, deletable: false };
    await post('/cfg_mgr/configs', { config });
    const refused = await rest({ method: 'DELETE', path: '/cfg_mgr/configs/kept' });
    expect([refused.status, refused.text]).toEqual([403, 'The document kept is not deletable']);
    expect((await put('/cfg_mgr/configs/kept', { config: { ...config, deletable: true } })).status).toBe(204);
    expect(await status({ method: 'DELETE', path: '/cfg_mgr/configs/kept' })).toBe(204);
  });

  it('keep nulls unless they are templates of devices (web interface, confd)', async () => {
    const raw_config = { locale: null, sip_lines: { '1': { voicemail: null } } };
    await post('/cfg_mgr/configs', { config: { id: 'nulls', parent_ids: [], raw_config, label: null } });
    await post('/cfg_mgr/configs', {
      config: { id: 'template', X_type: 'device', parent_ids: [], raw_config },
    });
    const raw = async (id: string): Promise<unknown> =>
      z.object({ config: document }).parse(JSON.parse((await rest({ path: `/cfg_mgr/configs/${id}` })).text))
        .config.raw_config;
    expect(await raw('nulls')).toEqual(raw_config);
    expect(await raw('template')).toEqual({ sip_lines: { '1': {} } });
  });

  it('that only turn on what an ancestor completes are valid', async () => {
    const config = {
      parent_ids: ['base'],
      raw_config: { ntp_enabled: true, vlan_enabled: true, vlan_id: 0 },
    };
    expect((await post('/cfg_mgr/configs', { config: { id: 'half', ...config } })).status).toBe(201);
  });

  it('of the role `default` are like any other', async () => {
    const config = {
      id: 'role-default',
      role: 'default',
      parent_ids: [],
      raw_config: { sip_lines: { '1': {} } },
    };
    await post('/cfg_mgr/configs', { config });
    const made = z.object({ id: z.string() }).parse(JSON.parse((await post('/cfg_mgr/autocreate', {})).text));
    expect(made.id).toMatch(/^autoprov/);
  });
});

describe('leases', () => {
  const lease = { op: 'commit', ip: '10.9.8.7', mac: '0:15:65:1:2:3', options: ['012', '06059.65.61'] };

  it('may have options without a byte, and addresses of cards in any notation', async () => {
    expect((await post('/dev_mgr/dhcpinfo', { dhcp_info: lease })).status).toBe(204);
    expect(await ids({ q: '{"mac":"00:15:65:01:02:03"}', fields: 'id' })).toHaveLength(1);
  });

  it('make devices of the master tenant, whatever tenant is named', async () => {
    const mac = '00:15:65:01:02:04';
    await post('/dev_mgr/dhcpinfo', { dhcp_info: { ...lease, ip: '10.9.8.8', mac } }, { tenant: SUB });
    const [id] = await ids({ q: JSON.stringify({ mac }), fields: 'id' });
    expect(await device(id ?? '')).toMatchObject({ tenant_uuid: server.masterTenant, is_new: true });
  });

  it('with an error are told in words without holes', async () => {
    for (const wrong of [{ op: 'renew' }, { ip: '10.10' }, { mac: 'x' }, { options: ['6'] }]) {
      const answer = await post('/dev_mgr/dhcpinfo', { dhcp_info: { ...lease, ...wrong } });
      expect({ wrong, status: answer.status }).toEqual({ wrong, status: 400 });
      expect(answer.text).not.toMatch(/[{}%]/);
    }
  });
});

describe('parameters', () => {
  it('take NAT as a text and give it as a number (web interface)', async () => {
    for (const [sent, given] of [
      ['1', 1],
      ['0', 0],
      [null, 0],
    ]) {
      expect((await put('/configure/NAT', { param: { value: sent } })).status).toBe(204);
      expect(JSON.parse((await rest({ path: '/configure/NAT' })).text)).toEqual({ param: { value: given } });
    }
    for (const value of ['2', '', 'true', true, [], 2])
      expect((await put('/configure/NAT', { param: { value } })).status).toBe(400);
  });

  it('the keys of all tenants can not be had at once', async () => {
    expect(await status({ path: '/configure/tenants' })).toBe(404);
    expect((await put('/configure/tenants', { param: { value: {} } })).status).toBe(404);
    expect((await rest({ path: '/configure' })).text).not.toContain('"tenants"');
  });

  it('several tenants may have no key, and the same key may be set again', async () => {
    const key = (value: string | null, tenant?: string) =>
      put('/configure/provisioning_key', { param: { value } }, tenant === undefined ? {} : { tenant });
    for (const value of ['first-key', 'first-key', null]) expect((await key(value)).status).toBe(204);
    expect((await key(null, SUB)).status).toBe(204);
  });
});
