import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { restClient, type RestRequest } from '../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { createOperation, updateOperation } from '../db/operations/operations';
import { tokenHash } from '../db/tokens/tokens';

const SUB = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const BELOW = '44444444-4444-4444-8444-444444444444';

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
});
afterAll(async () => {
  await sql.end();
  await server.stop();
  await database.drop();
});

async function token(
  name: string,
  tenant: string,
  acl: string[],
  more: { expires?: string; revoked?: boolean } = {},
) {
  await sql.query(
    `INSERT INTO api_token (id, tenant_id, name, hash, acl, expires_at, revoked_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
    [tenant, name, tokenHash(name), acl, more.expires ?? null, more.revoked ? new Date() : null],
  );
  return name;
}

const status = async (request: RestRequest): Promise<number> => (await rest(request)).status;
const anything = z.record(z.string(), z.unknown());
async function device(id: string, request: Partial<RestRequest> = {}): Promise<Record<string, unknown>> {
  const answer = await rest({ path: `/dev_mgr/devices/${id}`, ...request });
  expect(answer.status).toBe(200);
  return anything.parse(anything.parse(JSON.parse(answer.text)).device);
}
async function deviceIds(request: Partial<RestRequest>): Promise<string[]> {
  const answer = await rest({ path: '/dev_mgr/devices?fields=id', ...request });
  return z
    .object({ devices: z.array(z.object({ id: z.string() })) })
    .parse(JSON.parse(answer.text))
    .devices.map((d) => d.id);
}

describe('paths and methods', () => {
  it('takes encoded slashes as part of an id and not as a separator', async () => {
    expect((await rest({ path: '/dev_mgr/devices/a%2Fb' })).text).toBe('No such resource');
    expect((await rest({ path: '/dev_mgr/devices/a/b' })).text).toContain('<title>404 - No Such Resource');
  });

  it('knows no empty segments but one slash at the end', async () => {
    expect(await status({ path: '//dev_mgr' })).toBe(404);
    expect(await status({ path: '/dev_mgr//devices' })).toBe(404);
    expect(await status({ path: '/dev_mgr/devices/' })).toBe(200);
    expect(await status({ path: '/%zz' })).toBe(404);
  });

  it('answers unknown paths and methods before it asks for a token', async () => {
    expect(await status({ path: '/nowhere', token: null })).toBe(404);
    expect(await status({ method: 'POST', path: '/status', token: null, body: {} })).toBe(405);
    const patched = await rest({ method: 'PATCH', path: '/dev_mgr/devices', token: null });
    expect([patched.status, patched.headers.allow]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    expect(await status({ path: '/pg_mgr/plugins/none/info', token: 'wrong' })).toBe(404);
    expect(await status({ path: '/dev_mgr', token: null })).toBe(401);
  });

  it('answers HEAD as GET without the body, rights included', async () => {
    const [get, head] = [await rest({ path: '/dev_mgr' }), await rest({ method: 'HEAD', path: '/dev_mgr' })];
    expect(head.text).toBe('');
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    const weak = await token('head-weak', server.masterTenant, ['provd.read']);
    expect(await status({ method: 'HEAD', path: '/dev_mgr/devices', token: weak })).toBe(401);
  });

  it('refuses bodies that are too large, not UTF-8 or hold NUL', async () => {
    const path = '/dev_mgr/devices';
    expect(await status({ method: 'POST', path, body: `"${'x'.repeat(9 * 1024 * 1024)}"` })).toBe(413);
    expect(await status({ method: 'POST', path, body: '{"device":{"X":"\\u0000"}}' })).toBe(400);
    expect(await status({ method: 'POST', path, body: '{"device":{"X":"\\ud800"}}' })).toBe(400);
    expect(await status({ method: 'POST', path, body: '{"device":{"X":1e999}}' })).toBe(400);
  });
});

describe('documents', () => {
  it('come back with the order of their members and the spelling of their numbers', async () => {
    const text = '{"device":{"id":"exact","X_b":{"2":1.0,"1":9007199254740993},"X_é":"\\u00e9"}}';
    expect(await status({ method: 'POST', path: '/dev_mgr/devices', body: text })).toBe(201);
    const answer = await rest({ path: '/dev_mgr/devices/exact' });
    expect(answer.text).toContain('{"id":"exact","X_b":{"2":1.0,"1":9007199254740993},"X_\\u00e9":"\\u00e9"');
    const list = await rest({ path: '/dev_mgr/devices?q={"id":"exact"}' });
    expect(`{"device":${list.text.slice('{"devices":['.length, -2)}}`).toBe(answer.text);
  });

  it('a list gives what single reads give, secrets included', async () => {
    const config = {
      id: 'secretive',
      parent_ids: [],
      raw_config: { admin_password: 'p"w', X_seal: 'enc:1:AAAA' },
    };
    expect(await status({ method: 'POST', path: '/cfg_mgr/configs', body: { config } })).toBe(201);
    const one = await rest({ path: '/cfg_mgr/configs/secretive' });
    const list = await rest({ path: '/cfg_mgr/configs?q={"id":"secretive"}' });
    expect(JSON.parse(one.text)).toEqual({ config });
    expect(JSON.parse(list.text)).toEqual({ configs: [config] });
    const byPassword = await rest({
      path: `/cfg_mgr/configs?fields=id&q=${encodeURIComponent('{"raw_config.admin_password":"p\\"w"}')}`,
    });
    expect(JSON.parse(byPassword.text)).toEqual({ configs: [{ id: 'secretive' }] });
    const peek = encodeURIComponent('{"raw_config.admin_password":{"$gt":"a"}}');
    expect(await status({ path: `/cfg_mgr/configs?q=${peek}` })).toBe(400);
  });

  it('have a revision that changes with every write and that a write may ask for', async () => {
    const body = (n: number) => ({ device: { X_n: n } });
    await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: { id: 'tagged', X_n: 0 } } });
    const etag = String((await rest({ path: '/dev_mgr/devices/tagged' })).headers.etag);
    const put = (n: number, tag: string) =>
      status({ method: 'PUT', path: '/dev_mgr/devices/tagged', body: body(n), headers: { 'If-Match': tag } });
    expect(await put(1, etag)).toBe(204);
    expect(await put(2, etag)).toBe(412);
    expect(await device('tagged')).toMatchObject({ X_n: 1 });
    const now = String((await rest({ path: '/dev_mgr/devices/tagged' })).headers.etag);
    expect(await put(1, now)).toBe(204);
    expect(String((await rest({ path: '/dev_mgr/devices/tagged' })).headers.etag)).toBe(now);
    expect(await status({ path: '/dev_mgr/devices/tagged', headers: { 'If-None-Match': now } })).toBe(304);
  });

  it('take a list of revisions, of which one has to be the document’s', async () => {
    const places = [
      ['/dev_mgr/devices/listed', { device: { id: 'listed' } }],
      ['/cfg_mgr/configs/listed', { config: { id: 'listed', parent_ids: [], raw_config: {} } }],
    ] as const;
    for (const [path, body] of places) {
      await rest({ method: 'POST', path: path.slice(0, path.lastIndexOf('/')), body });
      const tag = String((await rest({ path })).headers.etag);
      const put = (tags: string) => status({ method: 'PUT', path, body, headers: { 'If-Match': tags } });
      expect(await put('"0", "1"')).toBe(412);
      expect(await put(`W/${tag}`)).toBe(412);
      expect(await put(`${tag}, "0"`)).toBe(204);
      expect(await put(`"0",${tag} , W/"1"`)).toBe(204);
      expect(await put('*')).toBe(204);
      const remove = (tags: string) => status({ method: 'DELETE', path, headers: { 'If-Match': tags } });
      expect(await remove('"0", "1"')).toBe(412);
      expect(await remove(`"0", ${tag}`)).toBe(204);
    }
    const parameter = '/configure/locale';
    const tag = String((await rest({ path: parameter })).headers.etag);
    const set = { method: 'PUT', path: parameter, body: { param: { value: null } } } as const;
    expect(await status({ ...set, headers: { 'If-Match': '"0", "1"' } })).toBe(412);
    expect(await status({ ...set, headers: { 'If-Match': `"0", ${tag}` } })).toBe(204);
  });

  it('are written by many at once without a failure, whatever waits for whom', async () => {
    const config = { parent_ids: [], raw_config: {} };
    await rest({ method: 'POST', path: '/cfg_mgr/configs', body: { config: { ...config, id: 'hub' } } });
    for (const i of [0, 1, 2]) {
      await rest({
        method: 'POST',
        path: '/dev_mgr/devices',
        body: { device: { id: `spoke${i}`, config: 'hub' } },
      });
    }
    const write = (n: number): Promise<number> => {
      const i = n % 3;
      const device = { config: n % 2 ? 'hub' : `leaf${i}`, X_n: n };
      const leaf = { ...config, id: `leaf${i}`, parent_ids: ['hub'], transient: true };
      if (n % 4 === 0) {
        return status({
          method: 'PUT',
          path: '/cfg_mgr/configs/hub',
          body: { config: { ...config, raw_config: { X_n: n } } },
        });
      }
      if (n % 4 === 1) return status({ method: 'POST', path: '/cfg_mgr/configs', body: { config: leaf } });
      return status({ method: 'PUT', path: `/dev_mgr/devices/spoke${i}`, body: { device } });
    };
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => write(n)));
    expect(answers.filter((answer) => answer >= 500)).toEqual([]);
  });

  it('lose no update of parallel writers that use If-Match', async () => {
    await rest({
      method: 'POST',
      path: '/cfg_mgr/configs',
      body: { config: { id: 'counter', parent_ids: [], raw_config: { X_n: 0 } } },
    });
    const increment = async (): Promise<void> => {
      for (;;) {
        const read = await rest({ path: '/cfg_mgr/configs/counter' });
        const n = z
          .object({ config: z.object({ raw_config: z.object({ X_n: z.number() }) }) })
          .parse(JSON.parse(read.text)).config.raw_config.X_n;
        const body = { config: { parent_ids: [], raw_config: { X_n: n + 1 } } };
        const tag = String(read.headers.etag);
        if (
          (await status({
            method: 'PUT',
            path: '/cfg_mgr/configs/counter',
            body,
            headers: { 'If-Match': tag },
          })) === 204
        )
          return;
      }
    };
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(JSON.parse((await rest({ path: '/cfg_mgr/configs/counter' })).text)).toMatchObject({
      config: { raw_config: { X_n: 20 } },
    });
  });
});

describe('tokens', () => {
  it('are refused when unknown, revoked or expired', async () => {
    const path = '/dev_mgr';
    await token('good', server.masterTenant, ['provd.#'], { expires: '2999-01-01' });
    await token('revoked', server.masterTenant, ['provd.#'], { revoked: true });
    await token('expired', server.masterTenant, ['provd.#'], { expires: '2000-01-01' });
    expect(await status({ path, token: 'good' })).toBe(200);
    const refused = await rest({ path, token: 'unknown' });
    expect([refused.status, refused.text, refused.headers['content-type']]).toEqual([
      401,
      'Unauthorized',
      'text/html',
    ]);
    expect(await status({ path, token: 'revoked' })).toBe(401);
    expect(await status({ path, token: 'expired' })).toBe(401);
    const { rows } = await sql.query(`SELECT last_used_at FROM api_token WHERE name = 'good'`);
    expect(rows[0].last_used_at).toBeInstanceOf(Date);
  });

  it('may do only what their rights say, for every resource and verb', async () => {
    await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: { id: 'a.b' } } });
    const cases: [RestRequest, string][] = [
      [{ path: '' }, 'provd.read'],
      [{ path: '/status' }, 'provd.status.read'],
      [{ path: '/configure' }, 'provd.configure.read'],
      [{ path: '/configure/NAT' }, `provd.configure.${server.masterTenant}.NAT.read`],
      [
        { method: 'PUT', path: '/configure/NAT', body: { param: { value: '0' } } },
        `provd.configure.${server.masterTenant}.NAT.update`,
      ],
      [{ path: '/dev_mgr/devices' }, 'provd.dev_mgr.devices.read'],
      [{ method: 'POST', path: '/dev_mgr/devices', body: { device: {} } }, 'provd.dev_mgr.devices.create'],
      [{ path: '/dev_mgr/devices/a.b' }, 'provd.dev_mgr.devices.a_b.read'],
      [
        { method: 'PUT', path: '/dev_mgr/devices/a.b', body: { device: {} } },
        'provd.dev_mgr.devices.a_b.update',
      ],
      [
        { method: 'POST', path: '/dev_mgr/synchronize', body: { id: 'a.b' } },
        'provd.dev_mgr.synchronize.create',
      ],
      [
        { method: 'POST', path: '/dev_mgr/reconfigure', body: { id: 'a.b' } },
        'provd.dev_mgr.reconfigure.create',
      ],
      [
        { method: 'POST', path: '/dev_mgr/dhcpinfo', body: { dhcp_info: { op: 'release', ip: '10.0.0.1' } } },
        'provd.dev_mgr.dhcpinfo.create',
      ],
      [{ path: '/dev_mgr/synchronize/1' }, 'provd.operation.read'],
      [{ path: '/cfg_mgr/configs' }, 'provd.cfg_mgr.configs.read'],
      [{ path: '/cfg_mgr/configs/base' }, 'provd.cfg_mgr.configs.base.read'],
      [{ path: '/cfg_mgr/configs/base/raw' }, 'provd.cfg_mgr.configs.base.raw.read'],
      [
        { method: 'POST', path: '/cfg_mgr/configs', body: { config: { parent_ids: [], raw_config: {} } } },
        'provd.cfg_mgr.configs.create',
      ],
      [{ method: 'POST', path: '/cfg_mgr/autocreate', body: {} }, 'provd.cfg_mgr.autocreate.create'],
      [{ path: '/pg_mgr/plugins' }, 'provd.pg_mgr.plugins.read'],
      [{ path: '/pg_mgr/install/installed' }, 'provd.pg_mgr.install.installed.read'],
      [{ method: 'POST', path: '/pg_mgr/install/update', body: {} }, 'provd.pg_mgr.install.update.create'],
      [{ method: 'DELETE', path: '/dev_mgr/synchronize/1' }, 'provd.operation.delete'],
      [{ method: 'DELETE', path: '/dev_mgr/devices/a.b' }, 'provd.dev_mgr.devices.a_b.delete'],
    ];
    for (const [index, [request, right]] of cases.entries()) {
      const without = await token(`without-${index}`, server.masterTenant, ['provd.#', `!${right}`]);
      const only = await token(`only-${index}`, server.masterTenant, [right]);
      expect({ right, without: await status({ ...request, token: without }) }).toEqual({
        right,
        without: 401,
      });
      expect({ right, only: (await status({ ...request, token: only })) < 300 }).toEqual({
        right,
        only: true,
      });
    }
  });
});

describe('tenants', () => {
  let sub: string;
  let other: string;
  beforeAll(async () => {
    sub = await token('sub', SUB, ['provd.#']);
    other = await token('other', OTHER, ['provd.#']);
    await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: { id: 'in-sub' } }, tenant: SUB });
    await rest({
      method: 'POST',
      path: '/dev_mgr/devices',
      body: { device: { id: 'in-below' } },
      tenant: BELOW,
    });
  });

  it('are those that a token may use, or it is refused', async () => {
    expect(await status({ path: '/dev_mgr/devices', tenant: SUB })).toBe(200);
    expect(await status({ path: '/dev_mgr/devices', token: sub, tenant: BELOW })).toBe(200);
    expect(await status({ path: '/dev_mgr/devices', token: sub, tenant: OTHER })).toBe(401);
    expect(await status({ path: '/dev_mgr/devices', token: sub, tenant: server.masterTenant })).toBe(401);
    expect(await status({ path: '/dev_mgr/devices', tenant: 'no-uuid' })).toBe(401);
    expect(await status({ path: '/dev_mgr/devices', tenant: '99999999-9999-4999-8999-999999999999' })).toBe(
      401,
    );
  });

  it('own the devices that are made in them', async () => {
    expect(await device('in-sub')).toMatchObject({ tenant_uuid: SUB, is_new: false });
    expect(await deviceIds({ token: sub })).toEqual(['in-sub']);
    expect(await deviceIds({ path: '/dev_mgr/devices?fields=id&recurse=True', token: sub })).toEqual([
      'in-sub',
      'in-below',
    ]);
    expect(
      await deviceIds({ path: `/dev_mgr/devices?fields=id&q={"tenant_uuid":"${SUB}"}`, token: other }),
    ).toEqual([]);
  });

  it('see nothing of each other: every verb on a foreign device is 404, reconfigure 400', async () => {
    const path = '/dev_mgr/devices/in-sub';
    expect(await status({ path, token: other })).toBe(404);
    expect(await status({ method: 'PUT', path, body: { device: {} }, token: other })).toBe(404);
    expect(await status({ method: 'DELETE', path, token: other })).toBe(404);
    expect(
      await status({ method: 'POST', path: '/dev_mgr/synchronize', body: { id: 'in-sub' }, token: other }),
    ).toBe(404);
    expect(
      await status({ method: 'POST', path: '/dev_mgr/reconfigure', body: { id: 'in-sub' }, token: other }),
    ).toBe(400);
    expect(await status({ path, token: sub })).toBe(200);
    expect(await status({ path: '/dev_mgr/devices/in-below', token: sub })).toBe(200);
  });

  it('claim a new device by updating it (confd: unallocated devices)', async () => {
    await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: { id: 'fresh', sn: 'x' } } });
    const body = { device: { sn: 'y', tenant_uuid: OTHER, is_new: true } };
    expect(await status({ method: 'PUT', path: '/dev_mgr/devices/fresh', body, token: sub })).toBe(204);
    expect(await device('fresh')).toMatchObject({ tenant_uuid: SUB, is_new: false, sn: 'y' });
    expect(
      await status({ method: 'PUT', path: '/dev_mgr/devices/fresh', body: { device: { sn: 'z' } } }),
    ).toBe(204);
    expect(await device('fresh')).toMatchObject({ tenant_uuid: SUB, sn: 'z' });
  });

  it('are not given devices by those who may not use them', async () => {
    const put = (tenant: string, as: string) =>
      status({
        method: 'PUT',
        path: '/dev_mgr/devices/in-sub',
        body: { device: { tenant_uuid: tenant } },
        token: as,
      });
    expect(await put(OTHER, sub)).toBe(400);
    expect(await put(SUB, sub)).toBe(204);
    expect(await device('in-sub')).toMatchObject({ tenant_uuid: SUB });
  });

  it('have configs of their own; those of the master tenant are inherited but not shown', async () => {
    const config = { id: 'of-sub', parent_ids: ['base'], raw_config: { X_own: 1 } };
    expect(await status({ method: 'POST', path: '/cfg_mgr/configs', body: { config }, token: sub })).toBe(
      201,
    );
    expect(await status({ path: '/cfg_mgr/configs/of-sub', token: other })).toBe(404);
    expect(await status({ path: '/cfg_mgr/configs/of-sub', tenant: OTHER })).toBe(200);
    expect(await status({ path: '/cfg_mgr/configs/base', token: sub })).toBe(404);
    expect(
      await status({
        method: 'PUT',
        path: '/cfg_mgr/configs/base',
        body: { config: { parent_ids: [], raw_config: {} } },
        token: sub,
      }),
    ).toBe(404);
    expect(await status({ method: 'DELETE', path: '/cfg_mgr/configs/base', token: sub })).toBe(404);
    const raw = await rest({ path: '/cfg_mgr/configs/of-sub/raw', token: sub });
    expect(JSON.parse(raw.text)).toMatchObject({ raw_config: { X_own: 1, ntp_enabled: true } });
    const list = await rest({ path: '/cfg_mgr/configs?fields=id', token: sub });
    expect(JSON.parse(list.text)).toEqual({ configs: [{ id: 'of-sub' }] });
  });

  it('a private config follows its device', async () => {
    await rest({
      method: 'POST',
      path: '/dev_mgr/devices',
      body: { device: { id: 'mover', config: 'mover' } },
    });
    await rest({
      method: 'POST',
      path: '/cfg_mgr/configs',
      body: { config: { id: 'mover', parent_ids: [], raw_config: {} } },
    });
    expect(await status({ path: '/cfg_mgr/configs/mover', token: sub })).toBe(404);
    await rest({
      method: 'PUT',
      path: '/dev_mgr/devices/mover',
      body: { device: { config: 'mover', X_a: 1 } },
      token: sub,
    });
    expect(await status({ path: '/cfg_mgr/configs/mover', token: sub })).toBe(200);
  });

  it('tell why an operation failed, beside its status, without paths of the server', async () => {
    const body = { device: { id: 'unplugged' } };
    await rest({ method: 'POST', path: '/dev_mgr/devices', body });
    const started = await rest({
      method: 'POST',
      path: '/dev_mgr/synchronize',
      body: { id: 'unplugged' },
    });
    const path = String(started.headers.location).slice('/0.2'.length);
    await vi.waitFor(async () =>
      expect(JSON.parse((await rest({ path: `${path}?error=true` })).text)).toEqual({
        status: 'fail',
        error: 'The device is not configured',
      }),
    );
    const parent = '/pg_mgr/install/install';
    const { number } = await createOperation(server.context.database.sql, {
      parent,
      tenantId: server.masterTenant,
      label: 'install',
      state: 'progress',
    });
    expect(JSON.parse((await rest({ path: `${parent}/${number}` })).text)).toEqual({
      status: 'install|progress',
    });
    const failed = { label: 'install', state: 'fail', current: null, end: null } as const;
    const why = "an unexpected failure: ENOENT: no such file, open '/srv/offhook/packages/x.zip'";
    await updateOperation(server.context.database.sql, parent, number, { ...failed, subs: [] }, why);
    expect(JSON.parse((await rest({ path: `${parent}/${number}?error=true` })).text)).toEqual({
      status: 'install|fail',
      error: "an unexpected failure: ENOENT: no such file, open '…/x.zip'",
    });
    expect(JSON.parse((await rest({ path: `${parent}/${number}` })).text)).toEqual({
      status: 'install|fail',
    });
  });

  it('leave operations, server parameters and keys of others alone', async () => {
    const started = await rest({
      method: 'POST',
      path: '/dev_mgr/synchronize',
      body: { id: 'in-sub' },
      token: sub,
    });
    const path = String(started.headers.location).slice('/0.2'.length);
    expect(await status({ path, token: other })).toBe(404);
    expect(await status({ method: 'DELETE', path, token: other })).toBe(404);
    expect(await status({ path, token: sub })).toBe(200);
    const set = (name: string, value: unknown, as: string) =>
      status({ method: 'PUT', path: `/configure/${name}`, body: { param: { value } }, token: as });
    expect(await set('NAT', '1', sub)).toBe(401);
    expect(await set('provisioning_key', 'sub-secret-key', sub)).toBe(204);
    expect(await set('provisioning_key', 'sub-secret-key', other)).toBe(400);
    expect(await set('provisioning_key', '', sub)).toBe(204);
    expect(JSON.parse((await rest({ path: '/configure/provisioning_key', token: sub })).text)).toEqual({
      param: { value: '' },
    });
    expect(JSON.parse((await rest({ path: '/configure/provisioning_key', token: other })).text)).toEqual({
      param: { value: null },
    });
    expect(await status({ method: 'POST', path: '/pg_mgr/reload', body: { id: 'x' }, token: sub })).toBe(401);
  });
});

describe('hostile input', () => {
  it('never makes the server fail', async () => {
    const selectors = [
      '{"a":{"$in":5}}',
      '{"":1}',
      '{"a..b":1}',
      '{"a":{"$x":1}}',
      '{"__proto__":1}',
      '{"a\\u0000":1}',
      '{"a":"\\u0000"}',
      '{"a":"\\ud800"}',
      `{"${'a.'.repeat(40)}b":1}`,
      '{"mac":{"$gt":{}}}',
      '{"id":[1]}',
      '{"id":null}',
      '{"a":1e400}',
      '{"\\"":"\\\\"}',
      '{"a\'b":"\'"}',
      '{"$in":[1]}',
      'null',
      '"x"',
      '{"a":{"$exists":[]}}',
      `{"a":${'['.repeat(500)}${']'.repeat(500)}}`,
    ];
    for (const q of selectors) {
      const answer = await status({ path: `/dev_mgr/devices?q=${encodeURIComponent(q)}` });
      expect({ q, fine: answer === 200 || answer === 400 }).toEqual({ q, fine: true });
    }
    const queries = [
      'q64=%ff',
      'q64=AAAA',
      'sort=a.b.c&limit=-5',
      'sort=%00',
      'skip=99999999999999999999',
      'limit=1e9',
      'fields=,,a..b',
      'fields=%00',
      'sort=\\',
      'q=%ED%A0%80',
    ];
    for (const query of queries)
      expect({ query, status: (await status({ path: `/cfg_mgr/configs?${query}` })) < 500 }).toEqual({
        query,
        status: true,
      });
    const bodies = [
      '',
      'null',
      '[]',
      '5',
      '{"device":null}',
      '{"device":[]}',
      '{"device":{"id":null}}',
      '{"device":{"id":5}}',
      '{"device":{"id":"../x"}}',
      '{"device":{"mac":5}}',
      '{"device":{"config":{}}}',
      '{"device":{"__proto__":{"a":1}}}',
      '{"id":{}}',
      '{"id":null}',
      '{"dhcp_info":null}',
      '{"dhcp_info":{"op":"commit","ip":"1.2.3.4","mac":"001122334455","options":["999","06z"]}}',
      '{"param":5}',
      '{"config":{"parent_ids":[5],"raw_config":[]}}',
    ];
    const targets: [string, string][] = [
      ['POST', '/dev_mgr/devices'],
      ['PUT', '/dev_mgr/devices/exact'],
      ['POST', '/dev_mgr/synchronize'],
      ['POST', '/dev_mgr/reconfigure'],
      ['POST', '/dev_mgr/dhcpinfo'],
      ['POST', '/cfg_mgr/configs'],
      ['PUT', '/cfg_mgr/configs/base'],
      ['PUT', '/configure/locale'],
      ['POST', '/pg_mgr/install/install'],
      ['POST', '/pg_mgr/install/uninstall'],
      ['POST', '/pg_mgr/reload'],
    ];
    for (const [method, path] of targets) {
      for (const body of bodies) {
        const answer = await status({ method, path, body });
        expect({ method, path, body, answer: answer < 500 }).toEqual({ method, path, body, answer: true });
      }
    }
  });

  it('makes no two devices of one phone that is told twice at once', async () => {
    const body = { dhcp_info: { op: 'commit', ip: '10.9.9.9', mac: '0015656677aa', options: [] } };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => status({ method: 'POST', path: '/dev_mgr/dhcpinfo', body })),
    );
    expect(answers).toEqual(Array(8).fill(204));
    expect(
      await deviceIds({ path: '/dev_mgr/devices?fields=id&q={"mac":"00:15:65:66:77:aa"}' }),
    ).toHaveLength(1);
  });
});
