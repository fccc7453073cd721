import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restClient, type Answer, type RestRequest } from '../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { tokenHash } from '../db/tokens/tokens';

const A = '22222222-2222-4222-8222-222222222222';
const B = '33333333-3333-4333-8333-333333333333';

let database: TestDatabase;
let server: CompatServer;
let sql: pg.Client;
let rest: (request: RestRequest) => Promise<Answer>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'fatal' });
  rest = restClient(server.base, server.token);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  for (const [id, name] of [
    [A, 'a'],
    [B, 'b'],
  ]) {
    await sql.query('INSERT INTO tenant (id, parent_id, name) VALUES ($1, $2, $3)', [
      id,
      server.masterTenant,
      name,
    ]);
    await sql.query(
      `INSERT INTO api_token (id, tenant_id, name, hash, acl) VALUES (gen_random_uuid(), $1, $2, $3, '{provd.#}')`,
      [id, name, tokenHash(`token of ${name ?? ''}`)],
    );
  }
});
afterAll(async () => {
  await sql.end();
  await server.stop();
  await database.drop();
});

const a = (method: RestRequest['method'], path: string, body?: unknown) =>
  rest({ method, path, body, token: 'token of a' });
const b = (method: RestRequest['method'], path: string, body?: unknown) =>
  rest({ method, path, body, token: 'token of b' });
const master = (method: RestRequest['method'], path: string, body?: unknown) => rest({ method, path, body });

const SECRET = 'the secret of b';
const withSecret = (id: string, more = {}) => ({
  config: { id, parent_ids: [], raw_config: { X_secret: SECRET }, ...more },
});
const heir = (id: string, ...parents: string[]) => ({
  config: { id, parent_ids: parents, raw_config: { X_own: id } },
});
const device = (id: string, config: string | null) => ({
  device: { id, mac: `00:15:65:00:00:${id.slice(-2)}`, plugin: 'digium-2.8.1', config },
});
const raw = async (as: typeof a, id: string): Promise<string> => {
  const { status, text } = await as('GET', `/cfg_mgr/configs/${id}/raw`);
  expect(status).toBe(200);
  return text;
};
const tenantOf = async (id: string) =>
  (await sql.query<{ tenant_id: string }>('SELECT tenant_id FROM config WHERE id = $1', [id])).rows[0]
    ?.tenant_id;

describe('an id of another tenant in a document', () => {
  it('inherits nothing, and what the writer has of its own still counts', async () => {
    await b('POST', '/cfg_mgr/configs', withSecret('parent-of-b'));
    await a('POST', '/cfg_mgr/configs', heir('parent-of-a'));
    expect((await a('POST', '/cfg_mgr/configs', heir('heir', 'parent-of-b', 'parent-of-a'))).status).toBe(
      201,
    );
    const text = await raw(a, 'heir');
    expect(text).not.toContain(SECRET);
    expect(JSON.parse(text)).toMatchObject({ raw_config: { X_own: 'heir' } });
    expect(await raw(master, 'heir')).not.toContain(SECRET);
  });

  it('configures no device', async () => {
    await b('POST', '/cfg_mgr/configs', withSecret('config-of-b'));
    expect((await a('POST', '/dev_mgr/devices', device('dev-01', 'config-of-b'))).status).toBe(201);
    const { rows } = await sql.query(`SELECT configured FROM device WHERE id = 'dev-01'`);
    expect(rows).toEqual([{ configured: false }]);
    expect(await tenantOf('config-of-b')).toBe(B);
  });

  it('that nobody had yet brings nothing in when somebody else takes it', async () => {
    await b('POST', '/cfg_mgr/configs', heir('waiting', 'later'));
    await master('POST', '/cfg_mgr/configs', heir('waiting-too', 'later'));
    await a('POST', '/cfg_mgr/configs', withSecret('later'));
    expect(await raw(b, 'waiting')).not.toContain(SECRET);
    expect(await raw(master, 'waiting-too')).not.toContain(SECRET);
  });

  it('of a tenant above is inherited: everybody has the master tenant’s', async () => {
    await master('POST', '/cfg_mgr/configs', withSecret('shared'));
    await a('POST', '/cfg_mgr/configs', heir('user', 'shared'));
    expect(await raw(a, 'user')).toContain(SECRET);
    expect((await a('POST', '/dev_mgr/devices', device('dev-02', 'shared'))).status).toBe(201);
    const { rows } = await sql.query(`SELECT configured FROM device WHERE id = 'dev-02'`);
    expect(rows).toEqual([{ configured: true }]);
  });
});

describe('a config of another tenant', () => {
  it('does not come along with a device that is claimed', async () => {
    for (const [id, more] of [
      ['dev-03', {}],
      ['transient-03', { transient: true }],
    ] as const) {
      await master('POST', '/dev_mgr/devices', device('dev-03', null));
      await b('POST', '/cfg_mgr/configs', withSecret(id, more));
      expect((await a('PUT', '/dev_mgr/devices/dev-03', device('dev-03', id))).status).toBe(204);
      expect(await tenantOf(id)).toBe(B);
      expect((await a('GET', `/cfg_mgr/configs/${id}`)).status).toBe(404);
      await a('DELETE', '/dev_mgr/devices/dev-03');
    }
  });

  it('is not deleted by a device that names it and leaves it, or goes', async () => {
    await b('POST', '/cfg_mgr/configs', withSecret('transient-04', { transient: true }));
    await a('POST', '/dev_mgr/devices', device('dev-04', 'transient-04'));
    expect((await a('PUT', '/dev_mgr/devices/dev-04', device('dev-04', null))).status).toBe(204);
    expect(await tenantOf('transient-04')).toBe(B);
    await a('PUT', '/dev_mgr/devices/dev-04', device('dev-04', 'transient-04'));
    expect((await a('DELETE', '/dev_mgr/devices/dev-04')).status).toBe(204);
    expect(await tenantOf('transient-04')).toBe(B);
  });

  it('goes where its device goes, when the account has both tenants, and configures it there', async () => {
    await b('POST', '/cfg_mgr/configs', withSecret('dev-05'));
    await b('POST', '/dev_mgr/devices', device('dev-05', 'dev-05'));
    const moved = { device: { ...device('dev-05', 'dev-05').device, tenant_uuid: A } };
    expect((await master('PUT', '/dev_mgr/devices/dev-05', moved)).status).toBe(204);
    expect(await tenantOf('dev-05')).toBe(A);
    const { rows } = await sql.query(`SELECT configured, tenant_id FROM device WHERE id = 'dev-05'`);
    expect(rows).toEqual([{ configured: true, tenant_id: A }]);
  });
});

it('a role of a tenant’s own config makes it no template for the phones of others', async () => {
  const config = {
    id: '0',
    role: 'autocreate',
    parent_ids: [],
    raw_config: { sip_lines: { '1': { username: 'x' } } },
  };
  expect((await a('POST', '/cfg_mgr/configs', { config })).status).toBe(201);
  for (const as of [a, b, master]) {
    const { status, text } = await as('POST', '/cfg_mgr/autocreate', {});
    expect(status).toBe(201);
    expect(text).toContain('"autoprov');
  }
});

describe('a lease that an account of a tenant reports', () => {
  const lease = (ip: string, mac: string) => ({ dhcp_info: { op: 'commit', ip, mac, options: [] } });
  const addressOf = async (id: string): Promise<unknown> =>
    (await sql.query(`SELECT ip FROM device WHERE id = $1`, [id])).rows[0]?.ip;

  it('changes no device of another tenant: neither the phone that it names nor the one that has the address', async () => {
    const held = { ...device('dev-06', null).device, ip: '192.0.2.6' };
    await b('POST', '/dev_mgr/devices', { device: held });
    expect((await a('POST', '/dev_mgr/dhcpinfo', lease('192.0.2.66', held.mac))).status).toBe(204);
    expect(await addressOf('dev-06')).toBe('192.0.2.6');
    expect((await a('POST', '/dev_mgr/dhcpinfo', lease('192.0.2.6', '00:15:65:aa:00:01'))).status).toBe(204);
    expect(await addressOf('dev-06')).toBe('192.0.2.6');
    const { rows } = await sql.query(`SELECT mac FROM device WHERE mac = $1`, [held.mac]);
    expect(rows).toHaveLength(1);
  });

  it('moves the address of its own and of new ones, and the master tenant’s account that of all', async () => {
    await a('POST', '/dev_mgr/devices', { device: device('dev-07', null).device });
    expect((await a('POST', '/dev_mgr/dhcpinfo', lease('192.0.2.7', '00:15:65:00:00:07'))).status).toBe(204);
    expect(await addressOf('dev-07')).toBe('192.0.2.7');
    expect((await master('POST', '/dev_mgr/dhcpinfo', lease('192.0.2.6', '00:15:65:00:00:07'))).status).toBe(
      204,
    );
    expect(await addressOf('dev-07')).toBe('192.0.2.6');
    expect(await addressOf('dev-06')).toBeNull();
  });
});
