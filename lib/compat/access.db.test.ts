import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restClient, type RestRequest } from '../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { tokenHash } from '../db/tokens/tokens';
import { CONFIG_ROUTES } from './routes/configs';
import { DEVICE_ROUTES } from './routes/devices';
import { PARAMETER_ROUTES } from './routes/parameters';
import { pluginRoutes } from './routes/plugins';
import { ROOT_ROUTES } from './routes/root';

const SUB = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const BELOW = '44444444-4444-4444-8444-444444444444';
const NOBODY = '99999999-9999-4999-8999-999999999999';
const PLUGIN = 'digium-2.8.1';
const RIGHT = PLUGIN.replaceAll('.', '_');
const PG = `/pg_mgr/plugins/${PLUGIN}`;

interface Resource {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Of the router, to see that none is forgotten. */
  route: string;
  /** Below the version; the documents are of tenant SUB. */
  path: string;
  /** The right that the reference asks for; {tenant} is that of the request. */
  right: string;
  body?: unknown;
  /**
   * What somebody of another tenant gets who has every right: `foreign` documents answer as if they were not there (or 400,
   * for those that name theirs in a body), `master` belongs to the master tenant alone, `shared` is everybody's.
   */
  others: 404 | 400 | 'master' | 'shared';
}

const r = (
  method: Resource['method'],
  route: string,
  right: string,
  others: Resource['others'],
  more: { path?: string; body?: unknown } = {},
): Resource => ({ method, route, right, others, path: `/${route}`, ...more });

const device = { body: { device: { id: 'd', X_a: 1 } } };
const config = { body: { config: { id: 'c', parent_ids: [], raw_config: {} } } };
const op = (parent: string): { path: string } => ({ path: `${parent}/1` });

/** What the reference's documentation lists, with the rights that it names. */
const RESOURCES: readonly Resource[] = [
  r('GET', '', 'provd.read', 'shared', { path: '' }),
  r('GET', 'status', 'provd.status.read', 'shared'),
  r('GET', 'configure', 'provd.configure.read', 'shared'),
  r('GET', 'configure/:name', 'provd.configure.{tenant}.NAT.read', 'master', { path: '/configure/NAT' }),
  r('PUT', 'configure/:name', 'provd.configure.{tenant}.NAT.update', 'master', {
    path: '/configure/NAT',
    body: { param: { value: '0' } },
  }),
  r('GET', 'dev_mgr', 'provd.dev_mgr.read', 'shared'),
  r('GET', 'dev_mgr/devices', 'provd.dev_mgr.devices.read', 'shared'),
  r('POST', 'dev_mgr/devices', 'provd.dev_mgr.devices.create', 'shared', { body: { device: { X_b: 1 } } }),
  r('GET', 'dev_mgr/devices/:id', 'provd.dev_mgr.devices.d.read', 404, { path: '/dev_mgr/devices/d' }),
  r('PUT', 'dev_mgr/devices/:id', 'provd.dev_mgr.devices.d.update', 404, {
    path: '/dev_mgr/devices/d',
    ...device,
  }),
  r('DELETE', 'dev_mgr/devices/:id', 'provd.dev_mgr.devices.d.delete', 404, { path: '/dev_mgr/devices/d' }),
  r('POST', 'dev_mgr/synchronize', 'provd.dev_mgr.synchronize.create', 404, { body: { id: 'd' } }),
  r('GET', 'dev_mgr/synchronize/:number', 'provd.operation.read', 404, op('/dev_mgr/synchronize')),
  r('DELETE', 'dev_mgr/synchronize/:number', 'provd.operation.delete', 404, op('/dev_mgr/synchronize')),
  r('POST', 'dev_mgr/reconfigure', 'provd.dev_mgr.reconfigure.create', 400, { body: { id: 'd' } }),
  r('POST', 'dev_mgr/dhcpinfo', 'provd.dev_mgr.dhcpinfo.create', 'shared', {
    body: { dhcp_info: { op: 'release', ip: '192.0.2.1' } },
  }),
  r('GET', 'cfg_mgr', 'provd.cfg_mgr.read', 'shared'),
  r('GET', 'cfg_mgr/configs', 'provd.cfg_mgr.configs.read', 'shared'),
  r('POST', 'cfg_mgr/configs', 'provd.cfg_mgr.configs.create', 'shared', {
    body: { config: { parent_ids: [], raw_config: {} } },
  }),
  r('GET', 'cfg_mgr/configs/:id', 'provd.cfg_mgr.configs.c.read', 404, { path: '/cfg_mgr/configs/c' }),
  r('PUT', 'cfg_mgr/configs/:id', 'provd.cfg_mgr.configs.c.update', 404, {
    path: '/cfg_mgr/configs/c',
    ...config,
  }),
  r('GET', 'cfg_mgr/configs/:id/raw', 'provd.cfg_mgr.configs.c.raw.read', 404, {
    path: '/cfg_mgr/configs/c/raw',
  }),
  r('DELETE', 'cfg_mgr/configs/:id', 'provd.cfg_mgr.configs.c.delete', 404, { path: '/cfg_mgr/configs/c' }),
  r('POST', 'cfg_mgr/autocreate', 'provd.cfg_mgr.autocreate.create', 'shared', { body: {} }),
  r('GET', 'pg_mgr', 'provd.pg_mgr.read', 'shared'),
  r('GET', 'pg_mgr/plugins', 'provd.pg_mgr.plugins.read', 'shared'),
  r('GET', 'pg_mgr/plugins/:id', `provd.pg_mgr.plugins.${RIGHT}.read`, 'shared', { path: PG }),
  r('GET', 'pg_mgr/plugins/:id/info', `provd.pg_mgr.plugins.${RIGHT}.info.read`, 'shared', {
    path: `${PG}/info`,
  }),
  r('GET', 'pg_mgr/plugins/:id/install', `provd.pg_mgr.plugins.${RIGHT}.install.read`, 'shared', {
    path: `${PG}/install`,
  }),
  ...['installed', 'installable'].flatMap((state) => [
    r('GET', `pg_mgr/install/${state}`, `provd.pg_mgr.install.${state}.read`, 'shared'),
    r(
      'GET',
      `pg_mgr/plugins/:id/install/${state}`,
      `provd.pg_mgr.plugins.${RIGHT}.install.${state}.read`,
      'shared',
      { path: `${PG}/install/${state}` },
    ),
  ]),
  r('GET', 'pg_mgr/install', 'provd.pg_mgr.install.read', 'shared'),
  ...['install', 'upgrade', 'uninstall'].map((verb) =>
    r('POST', `pg_mgr/install/${verb}`, `provd.pg_mgr.install.${verb}.create`, 'master', {
      body: { id: 'nothing-1' },
    }),
  ),
  r('POST', 'pg_mgr/install/update', 'provd.pg_mgr.install.update.create', 'master', { body: {} }),
  r('POST', 'pg_mgr/reload', 'provd.pg_mgr.reload.create', 'master', { body: { id: 'nothing-1' } }),
  ...['install', 'upgrade', 'uninstall'].map((verb) =>
    r(
      'POST',
      `pg_mgr/plugins/:id/install/${verb}`,
      `provd.pg_mgr.plugins.${RIGHT}.install.${verb}.create`,
      'master',
      { path: `${PG}/install/${verb}`, body: { id: 'nothing' } },
    ),
  ),
  ...['install', 'upgrade', 'update'].flatMap((verb) => [
    r('GET', `pg_mgr/install/${verb}/:number`, 'provd.operation.read', 404, op(`/pg_mgr/install/${verb}`)),
    r(
      'DELETE',
      `pg_mgr/install/${verb}/:number`,
      'provd.operation.delete',
      404,
      op(`/pg_mgr/install/${verb}`),
    ),
  ]),
  ...['install', 'upgrade'].flatMap((verb) =>
    (['GET', 'DELETE'] as const).map((method) =>
      r(
        method,
        `pg_mgr/plugins/:id/install/${verb}/:number`,
        `provd.operation.${method === 'GET' ? 'read' : 'delete'}`,
        404,
        op(`${PG}/install/${verb}`),
      ),
    ),
  ),
];

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
  await sql.query(
    `INSERT INTO tenant (id, parent_id, name) VALUES ($1, $4, 'sub'), ($2, $4, 'other'), ($3, $1, 'below')`,
    [SUB, OTHER, BELOW, server.masterTenant],
  );
  await token('sub', SUB, ['#']);
  await token('other', OTHER, ['#']);
  await token('below', BELOW, ['#']);
  await token('all', server.masterTenant, ['#']);
  await token('revoked', server.masterTenant, ['#'], { revoked: true });
  await token('expired', server.masterTenant, ['#'], { expires: '2020-01-01T00:00:00Z' });
});
afterAll(async () => {
  await sql.end();
  await server.stop();
  await database.drop();
});

async function token(
  name: string,
  tenant: string,
  acl: readonly string[],
  more: { expires?: string; revoked?: boolean } = {},
): Promise<string> {
  await sql.query(
    `INSERT INTO api_token (id, tenant_id, name, hash, acl, expires_at, revoked_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
    [tenant, name, tokenHash(name), acl, more.expires ?? null, more.revoked ? new Date() : null],
  );
  return name;
}

/** The documents that the table speaks of, new; `d`, `c` and the operations are of tenant SUB. */
async function documents(): Promise<void> {
  await sql.query(`DELETE FROM device`);
  await sql.query(`DELETE FROM config WHERE id = 'c'`);
  await rest({ method: 'POST', path: '/dev_mgr/devices', body: device.body, tenant: SUB });
  await rest({ method: 'POST', path: '/cfg_mgr/configs', body: config.body, tenant: SUB });
  const parents = ['install', 'upgrade', 'update'].map((verb) => `/pg_mgr/install/${verb}`);
  const ofPlugin = ['install', 'upgrade'].map((verb) => `${PG}/install/${verb}`);
  for (const parent of ['/dev_mgr/synchronize', ...parents, ...ofPlugin]) {
    await sql.query(
      `INSERT INTO operation (parent, number, tenant_id) VALUES ($1, 1, $2)
       ON CONFLICT (parent, number) DO UPDATE SET tenant_id = $2`,
      [parent, SUB],
    );
  }
}

const ask = async (resource: Resource, as: Partial<RestRequest>): Promise<number> => {
  const { method, path, body } = resource;
  return (await rest({ method, path, ...(body === undefined ? {} : { body }), ...as })).status;
};
const everything = RESOURCES.map((resource): [string, Resource] => [
  `${resource.method} ${resource.route || '/'}`,
  resource,
]);

it('the table below names every resource and verb that there is', () => {
  const routes = [
    ...ROOT_ROUTES,
    ...DEVICE_ROUTES,
    ...CONFIG_ROUTES,
    ...PARAMETER_ROUTES,
    ...pluginRoutes(server.context.plugins),
  ];
  const all = routes.flatMap(({ path, actions }) =>
    Object.keys(actions).map((verb) => `${verb} ${path || '/'}`),
  );
  expect(everything.map(([name]) => name).sort()).toEqual(all.sort());
});

describe.each(everything)('%s', (name, resource) => {
  it.each([
    ['no token', null],
    ['a token that nobody made', 'nobody'],
    ['a revoked token', 'revoked'],
    ['an expired token', 'expired'],
  ])('refuses %s', async (_what, secret) => {
    await documents();
    expect(await ask(resource, { token: secret })).toBe(401);
  });

  it('asks for its own right and no other', async () => {
    await documents();
    const right = resource.right.replace('{tenant}', server.masterTenant);
    const without = await token(`without ${name}`, server.masterTenant, ['#', `!${right}`]);
    const only = await token(`only ${name}`, server.masterTenant, [right]);
    expect(await ask(resource, { token: without })).toBe(401);
    expect(await ask(resource, { token: only })).not.toBe(401);
  });

  it('refuses tenants that are not the token’s own or below it', async () => {
    await documents();
    for (const tenant of [OTHER, server.masterTenant, NOBODY, 'nonsense'])
      expect(await ask(resource, { token: 'sub', tenant })).toBe(401);
    expect(await ask(resource, { token: 'below', tenant: SUB })).toBe(401);
  });

  it('takes a tenant below the token’s own, with the rights of the token', async () => {
    await documents();
    const expected = resource.others === 'master' && resource.route.startsWith('pg_mgr') ? 401 : undefined;
    const answer = await ask(resource, { token: 'all', tenant: SUB });
    expect(answer).not.toBe(401);
    const own = await ask(resource, { token: 'sub', tenant: BELOW });
    if (expected !== undefined) expect(own).toBe(expected);
  });

  it('tells and changes nothing of another tenant', async () => {
    await documents();
    const { others } = resource;
    for (const secret of ['other', 'below']) {
      const answer = await ask(resource, { token: secret });
      if (others === 'master') expect(answer).toBe(401);
      else if (others === 'shared') expect(answer).toBeLessThan(300);
      else expect(answer).toBe(others);
    }
    const { rows } = await sql.query(
      `SELECT (SELECT tenant_id FROM device WHERE id = 'd') AS device, (SELECT tenant_id FROM config WHERE id = 'c') AS config,
         (SELECT count(*)::int FROM operation WHERE tenant_id = $1) AS operations`,
      [SUB],
    );
    expect(rows).toEqual([{ device: SUB, config: SUB, operations: 6 }]);
  });
});

describe('lists', () => {
  async function ids(path: string, as: Partial<RestRequest>): Promise<string[]> {
    const answer = await rest({ path, ...as });
    return [...answer.text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? '').sort();
  }

  it('show devices of the request’s tenant, with recurse those below it, and of nobody else', async () => {
    await documents();
    const post = (id: string, tenant: string) =>
      rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: { id } }, tenant });
    await post('b', BELOW);
    await post('o', OTHER);
    const plain = '/dev_mgr/devices?fields=id';
    const recurse = `${plain}&recurse=true`;
    expect(await ids(plain, { token: 'sub' })).toEqual(['d']);
    expect(await ids(recurse, { token: 'sub' })).toEqual(['b', 'd']);
    expect(await ids(recurse, { token: 'sub', tenant: BELOW })).toEqual(['b']);
    expect(await ids(recurse, { token: 'below' })).toEqual(['b']);
    expect(await ids(recurse, { token: 'all' })).toEqual(['b', 'd', 'o']);
    expect(await ids(plain, { token: 'all' })).toEqual([]);
    const peek = encodeURIComponent(JSON.stringify({ tenant_uuid: SUB }));
    expect(await ids(`${recurse}&q=${peek}`, { token: 'other' })).not.toContain('d');
  });

  it('show configs of the token’s own branch', async () => {
    await documents();
    expect(await ids('/cfg_mgr/configs?fields=id', { token: 'other' })).not.toContain('c');
    expect(await ids('/cfg_mgr/configs?fields=id', { token: 'below' })).not.toContain('c');
    expect(await ids('/cfg_mgr/configs?fields=id', { token: 'sub' })).toContain('c');
    expect(await ids('/cfg_mgr/configs?fields=id', { token: 'all', tenant: OTHER })).toContain('c');
  });

  it('hide values of parameters that belong to the master tenant', async () => {
    await rest({ method: 'PUT', path: '/configure/locale', body: { param: { value: 'fr_FR' } } });
    const locale = async (secret: string): Promise<string | undefined> =>
      /"id":"locale".*?"value":("\w+"|null)/.exec(
        (await rest({ path: '/configure', token: secret })).text,
      )?.[1];
    expect(await locale('all')).toBe('"fr_FR"');
    expect(await locale('sub')).toBe('null');
  });
});
