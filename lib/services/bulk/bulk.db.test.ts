import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveCompat, type CompatServer } from '../../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import type { Sql } from '../../db/pool';
import { bulkDevicesJob } from '../../jobs/definitions/bulk-devices';
import { bulkDevicesHandler } from '../../jobs/handlers/bulk-devices';
import { prepareQueue, registerJob, startWorker } from '../../jobs/queue';
import { bulkRequest, type BulkView } from '../../domain/bulk/bulk';
import { scopeOf } from '../../domain/tenants/scope';
import { findConfig } from '../../db/configs/find';
import { plainObject } from '../../shared/json-text';
import { createLogger } from '../../shared/logger';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { exportDevices } from './export-devices';
import { runBulkJob } from './run-bulk-job';
import { readBulk, startBulk } from './start-bulk';

let testDatabase: TestDatabase;
let server: CompatServer;
let context: ServiceContext;
let sql: Sql;
let caller: Caller;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  server = await serveCompat({ url: testDatabase.url, logLevel: 'silent' });
  ({ context } = server);
  sql = context.database.sql;
  const tenant = server.masterTenant;
  caller = { actor: { kind: 'user', id: randomUUID(), tenant, role: 'administrator' }, tenant };
  await prepareQueue(context.database);
});
afterAll(async () => {
  await server.stop();
  await testDatabase.drop();
});
beforeEach(async () => {
  await sql.execute('DELETE FROM device', []);
  await sql.execute("DELETE FROM config WHERE id ~ '^([0-9a-f]{32}|autoprov.+)$'", []);
  await sql.execute('DELETE FROM bulk_job', []);
  await sql.execute('DELETE FROM graphile_worker._private_jobs', []);
});

const mac = (i: number): string =>
  `00:15:65:${[i >> 16, i >> 8, i].map((n) => (n & 255).toString(16).padStart(2, '0')).join(':')}`;
const phones = (count: number, more: Record<string, string> = {}) =>
  Array.from({ length: count }, (_, i) => ({
    action: 'create',
    mac: mac(i),
    vendor: 'Yealink',
    model: 'T46S',
    plugin: 'yealink-v86',
    ...more,
  }));
async function bulk(rows: object[], options: object = {}, as = caller): Promise<BulkView> {
  const started = await startBulk(context, as, bulkRequest.parse({ rows, ...options }));
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}
const count = async (table: string): Promise<number> =>
  Number((await sql.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
const results = async (id: string | null, query: object = {}) => {
  const read = await readBulk(context, caller, id ?? '', { from: 0, size: 1_000, failed: 'false', ...query });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};

describe('a few rows', () => {
  it('are done at once: with accounts, changes and deletions', async () => {
    const made = await bulk([
      {
        action: 'create',
        mac: '00-15-65-00-00-01',
        plugin: 'yealink-v86',
        model: 'T46S',
        vendor: 'Yealink',
        display_name: 'Ada',
        number: '101',
        username: 'ada',
        password: 'secret-1',
      },
      { action: 'create', mac: mac(2) },
    ]);
    expect(made).toMatchObject({ id: null, state: 'success', total: 2, done: 2, failed: 0 });
    const [ada, other] = made.results;
    const scope = scopeOf(server.masterTenant);
    const config = await findConfig(context.database, scope, ada?.deviceId ?? '');
    expect(config && plainObject(config.document)).toMatchObject({
      configdevice: 'defaultconfigdevice',
      raw_config: {
        protocol: 'SIP',
        sip_lines: {
          1: { username: 'ada', auth_username: 'ada', password: 'secret-1', registrar_ip: '127.0.0.1' },
        },
      },
    });
    const devices = await sql.query('SELECT mac, configured, config FROM device ORDER BY mac');
    expect(devices).toEqual([
      { mac: mac(1), configured: true, config: ada?.deviceId },
      { mac: mac(2), configured: false, config: expect.stringMatching(/^autoprov/) },
    ]);

    const changed = await bulk([
      { action: 'change', mac: mac(1), number: '102', description: 'Desk 4' },
      { action: 'change', id: other?.deviceId, username: 'bob', password: 'secret-2', number: '103' },
    ]);
    expect(changed.results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(
      await sql.query(
        'SELECT number, username, display_name FROM line WHERE number LIKE $1 ORDER BY number',
        ['1%'],
      ),
    ).toEqual([
      { number: '102', username: 'ada', display_name: 'Ada' },
      { number: '103', username: 'bob', display_name: null },
    ]);
    await bulk([
      { action: 'delete', mac: mac(1) },
      { action: 'delete', id: other?.deviceId },
    ]);
    expect(await count('device')).toBe(0);
    expect(await findConfig(context.database, scope, ada?.deviceId ?? '')).toBeNull();
  });

  it('fail one by one, each with its reason', async () => {
    await bulk(phones(1));
    const { results: told, failed } = await bulk([
      { action: 'create', mac: 'nonsense' },
      { action: 'create', mac: mac(0) },
      { action: 'change', mac: mac(9), vendor: 'X' },
      { action: 'create', mac: mac(5) },
      { action: 'create', mac: mac(5) },
      { action: 'create' },
      { action: 'create', mac: mac(6), colour: 'red' },
      { action: 'create', mac: mac(7), number: '1' },
      { action: 'explode', mac: mac(8) },
    ]);
    expect(failed).toBe(8);
    const problems = Object.fromEntries(told.map((row) => [row.position, row.problems[0]]));
    expect(problems).toMatchObject({
      0: { path: 'mac', message: 'mac' },
      1: { path: 'mac', message: 'macTaken' },
      2: { path: 'mac', message: 'noDevice' },
      4: { path: 'mac', message: 'twice' },
      5: { path: 'mac', message: 'macOrId' },
      7: { path: 'username', message: 'required' },
      8: { path: 'action' },
    });
    expect(problems[3]).toBeUndefined();
    expect(await count('device')).toBe(2);
  });

  it('tried only, change nothing and tell the same', async () => {
    await bulk(phones(1));
    const before = await sql.query('SELECT revision FROM device');
    const configs = await count('config');
    const audits = await count('audit');
    const rows = [
      { action: 'change', mac: mac(0), vendor: 'Other', username: 'x', password: 'y' },
      { action: 'create', mac: mac(1) },
      { action: 'create', mac: mac(0) },
    ];
    for (const mode of ['best_effort', 'all_or_nothing']) {
      const tried = await bulk(rows, { dryRun: true, mode });
      expect(tried.results.map(({ position, ok }) => [position, ok])).toEqual([
        [2, false],
        [0, true],
        [1, true],
      ]);
    }
    expect(await sql.query('SELECT revision FROM device')).toEqual(before);
    expect([await count('config'), await count('audit')]).toEqual([configs, audits]);
  });

  it('say what is unknown, tried or not: a plugin, a template', async () => {
    const rows = [
      { action: 'create', mac: mac(1), plugin: 'nope', username: 'u', template: 'nope' },
      { action: 'create', mac: mac(2), plugin: 'nope' },
      { action: 'create', mac: mac(3), template: 'nope', number: '1' },
      { action: 'create', mac: mac(4), username: 'u', template: 'defaultconfigdevice' },
    ];
    for (const dryRun of [true, false]) {
      const told = await bulk(rows, { dryRun });
      const problems = Object.fromEntries(
        told.results.map((row) => [
          row.position,
          row.problems.map(({ path, message }) => `${path} ${message}`),
        ]),
      );
      expect(problems).toEqual({
        0: ['plugin unknownPlugin', 'template unknownTemplate'],
        1: ['plugin unknownPlugin'],
        2: ['username required', 'template unknownTemplate'],
        3: [],
      });
      expect(told.results[0]).toMatchObject({ ok: false, configured: null, warnings: [] });
    }
    const changes = [
      { action: 'change', mac: mac(4), plugin: 'nope' },
      { action: 'delete', mac: mac(4), plugin: 'nope', template: 'nope' },
    ];
    expect((await bulk(changes.slice(0, 1))).results[0]?.problems[0]?.message).toBe('unknownPlugin');
    expect((await bulk(changes.slice(1))).failed).toBe(0);
    expect(await count('device')).toBe(0);
  });

  it('take a template of their own tenant or one above it, and no other', async () => {
    const [own, beside] = [randomUUID(), randomUUID()];
    await sql.execute(`INSERT INTO tenant (id, parent_id, name) SELECT unnest($1::uuid[]), $2, 'bulk'`, [
      [own, beside],
      server.masterTenant,
    ]);
    await sql.execute(
      `INSERT INTO config (id, tenant_id, body, search, parent_ids, transient, deletable)
       SELECT name, tenant, jsonb_build_object('id', name), '{}', '{}', false, true
       FROM unnest($1::text[], $2::uuid[]) AS t(name, tenant)`,
      [
        ['template-own', 'template-beside'],
        [own, beside],
      ],
    );
    const inOwn: Caller = {
      actor: { kind: 'user', id: 'x', tenant: own, role: 'administrator' },
      tenant: own,
    };
    const rows = ['template-own', 'defaultconfigdevice', 'template-beside'].map((template, i) => ({
      action: 'create',
      mac: mac(i),
      username: 'u',
      template,
    }));
    const told = await bulk(rows, { dryRun: true }, inOwn);
    expect(told.results.map(({ position, ok }) => [position, ok])).toEqual([
      [2, false],
      [0, true],
      [1, true],
    ]);
    await sql.execute(`DELETE FROM config WHERE id LIKE 'template-%'`, []);
    await sql.execute('DELETE FROM tenant WHERE id = ANY($1::uuid[])', [[own, beside]]);
  });

  it('tell which devices can not be configured, and why, tried or not', async () => {
    await bulk([...phones(1), { action: 'create', mac: mac(1), username: 'u' }]);
    await sql.execute(
      `UPDATE device SET plugin = 'gone', body = jsonb_set(body::jsonb, '{plugin}', '"gone"') WHERE mac = $1`,
      [mac(1)],
    );
    const rows = [
      {
        action: 'create',
        mac: mac(2),
        username: 'u',
        plugin: 'yealink-v86',
        vendor: 'Yealink',
        model: 'T46S',
      },
      { action: 'create', mac: mac(3), username: 'u' },
      { action: 'change', mac: mac(1), description: 'Desk 4' },
      { action: 'delete', mac: mac(0) },
    ];
    for (const options of [{ dryRun: true }, { mode: 'all_or_nothing' }]) {
      const { results: told } = await bulk(rows, options);
      expect(told.map(({ ok, configured, warnings }) => ({ ok, configured, warnings }))).toEqual([
        { ok: true, configured: true, warnings: [] },
        { ok: true, configured: false, warnings: [{ path: 'plugin', message: 'noPluginYet' }] },
        { ok: true, configured: false, warnings: [{ path: 'plugin', message: 'pluginGone' }] },
        { ok: true, configured: null, warnings: [] },
      ]);
      expect(told.flatMap(({ problems }) => problems)).toEqual([]);
    }
  });

  it('tell why the files of a device can not be rendered', async () => {
    await sql.execute(
      `INSERT INTO custom_template (id, tenant_id, plugin_id, name, source, revision, updated_at)
       VALUES (gen_random_uuid(), $1, 'yealink-v86', 'base.tpl', '{% include "no-such.tpl" %}', 1, now())`,
      [server.masterTenant],
    );
    const tried = await bulk(phones(1, { username: 'u' }), { dryRun: true });
    await sql.execute('DELETE FROM custom_template', []);
    expect(tried.results).toMatchObject([
      {
        ok: true,
        configured: false,
        problems: [],
        warnings: [{ message: expect.stringContaining('no-such.tpl') }],
      },
    ]);
  });

  it('are read with a query for all of a chunk, not one for each', async () => {
    const rows = phones(25, { username: 'u', template: 'defaultconfigdevice' });
    const asked: string[] = [];
    const counting: ServiceContext = {
      ...context,
      database: {
        ...context.database,
        sql: {
          ...context.database.sql,
          query: (statement, values) => {
            asked.push(typeof statement === 'string' ? statement : statement.text);
            return context.database.sql.query(statement, values);
          },
        },
      },
      changes: {
        ...context.changes,
        write: (work) =>
          context.changes.write((store) =>
            work({
              ...store,
              sql: {
                ...store.sql,
                query: (statement, values) => {
                  asked.push(typeof statement === 'string' ? statement : statement.text);
                  return store.sql.query(statement, values);
                },
              },
            }),
          ),
      },
    };
    await startBulk(counting, caller, bulkRequest.parse({ rows, dryRun: true }));
    expect(asked.filter((text) => /FROM (device|config) WHERE id = ANY/.test(text))).toHaveLength(2);
    expect(asked.length).toBeGreaterThan(25);
  });

  it('all or nothing: one bad row keeps the others from it', async () => {
    const refused = await bulk([...phones(3), { action: 'delete', mac: mac(99) }], {
      mode: 'all_or_nothing',
    });
    expect(refused).toMatchObject({ state: 'fail', failed: 4 });
    expect(refused.results.map(({ problems }) => problems[0]?.message)).toEqual([
      'othersFailed',
      'othersFailed',
      'othersFailed',
      'noDevice',
    ]);
    expect(await count('device')).toBe(0);
    expect(await bulk(phones(3), { mode: 'all_or_nothing' })).toMatchObject({ state: 'success', failed: 0 });
    expect(await count('device')).toBe(3);
  });

  it('need the rights of their rows, within the tenant', async () => {
    await bulk(phones(1));
    const token: Caller = {
      actor: {
        kind: 'token',
        id: randomUUID(),
        tenant: server.masterTenant,
        acl: ['offhook.bulk.create', 'provd.dev_mgr.devices.create', 'provd.cfg_mgr.#'],
      },
      tenant: server.masterTenant,
    };
    const told = await bulk(
      [
        { action: 'delete', mac: mac(0) },
        { action: 'create', mac: mac(1) },
      ],
      {},
      token,
    );
    expect(told.results.map(({ ok, problems }) => [ok, problems[0]?.message])).toEqual([
      [false, 'notAllowed'],
      [true, undefined],
    ]);
    const stranger: Caller = {
      actor: { kind: 'user', id: 'x', tenant: randomUUID(), role: 'administrator' },
      tenant: '',
    };
    const foreign = { ...stranger, tenant: stranger.actor.tenant };
    const seen = await bulk([{ action: 'delete', mac: mac(0) }], {}, foreign);
    expect(seen.results[0]?.problems).toEqual([{ path: 'mac', message: 'noDevice' }]);
    const viewer: Caller = {
      ...caller,
      actor: { kind: 'user', id: 'v', tenant: server.masterTenant, role: 'viewer' },
    };
    expect(await startBulk(context, viewer, bulkRequest.parse({ rows: phones(1) }))).toMatchObject({
      ok: false,
    });
  });
});

describe('many rows', () => {
  it('are done by a worker, with an operation to follow; passwords are sealed meanwhile and forgotten then', async () => {
    const rows = phones(250, { username: 'u', password: 'hidden-secret' });
    const started = await bulk(rows);
    expect(started).toMatchObject({ state: 'waiting', total: 250, done: 0 });
    expect(started.location).toBe(`/api/bulk/${started.id}`);
    const [stored] = await sql.query<{ input: string }>('SELECT input FROM bulk_job');
    expect(stored?.input).toMatch(/^enc:1:/);
    const handler = bulkDevicesHandler(() => Promise.resolve(context));
    const worker = await startWorker(
      context.database,
      [registerJob(bulkDevicesJob, handler)],
      createLogger('test', 'silent'),
    );
    await expect.poll(async () => (await results(started.id)).state, { timeout: 25_000 }).toBe('success');
    await worker.stop();
    expect(await results(started.id)).toMatchObject({ done: 250, failed: 0 });
    expect(await count('device')).toBe(250);
    expect(await sql.query('SELECT input FROM bulk_job')).toEqual([{ input: null }]);
    const [operation] = await sql.query(
      `SELECT state, current::int, "end"::int FROM operation WHERE parent = '/bulk' ORDER BY number DESC LIMIT 1`,
    );
    expect(operation).toEqual({ state: 'success', current: 250, end: 250 });
  });

  it('go on where a killed worker stopped, and nothing is done twice', async () => {
    const started = await bulk(phones(150));
    let calls = 0;
    const killed = new Error('killed');
    const dying: ServiceContext = {
      ...context,
      changes: {
        ...context.changes,
        write: async (work) => {
          calls += 1;
          if (calls > 3) throw killed;
          return context.changes.write(work);
        },
      },
    };
    await expect(runBulkJob(dying, started.id ?? '', false)).rejects.toBe(killed);
    expect(await results(started.id)).toMatchObject({ state: 'progress', done: 75 });
    await runBulkJob(context, started.id ?? '', false);
    await runBulkJob(context, started.id ?? '', false);
    expect(await results(started.id)).toMatchObject({ state: 'success', done: 150, failed: 0 });
    expect(await count('device')).toBe(150);
  });

  it('all or nothing: nothing is there before everything is', async () => {
    const started = await bulk(phones(150), { mode: 'all_or_nothing' });
    await runBulkJob(context, started.id ?? '', true);
    expect(await results(started.id)).toMatchObject({ state: 'success', done: 150, failed: 0 });
    const bad = await bulk(
      [
        ...phones(150).map((row) => ({ ...row, action: 'change', vendor: 'Z' })),
        { action: 'delete', mac: mac(999) },
      ],
      {
        mode: 'all_or_nothing',
      },
    );
    await runBulkJob(context, bad.id ?? '', true);
    expect(await results(bad.id, { failed: 'true', size: 1 })).toMatchObject({
      state: 'fail',
      failed: 151,
      done: 151,
    });
    expect(await sql.query(`SELECT 1 FROM device WHERE vendor = 'Z'`)).toEqual([]);
  });

  it('keep which devices are not configured', async () => {
    const rows = [...phones(100, { username: 'u' }), { action: 'create', mac: mac(200), username: 'u' }];
    const started = await bulk(rows, { dryRun: true });
    await runBulkJob(context, started.id ?? '', true);
    const told = await results(started.id);
    expect(told).toMatchObject({ location: started.location, done: 101, failed: 0 });
    expect(told.results.filter(({ configured }) => configured)).toHaveLength(100);
    expect(told.results.at(-1)).toMatchObject({
      ok: true,
      configured: false,
      problems: [],
      warnings: [{ path: 'plugin', message: 'noPluginYet' }],
    });
    expect((await results(started.id, { failed: 'true' })).results).toEqual([]);
  });

  it('of somebody else are not shown', async () => {
    const started = await bulk(phones(150));
    const tenant = randomUUID();
    const other: Caller = { actor: { kind: 'user', id: 'x', tenant, role: 'administrator' }, tenant };
    expect(
      await readBulk(context, other, started.id ?? '', { from: 0, size: 1, failed: 'false' }),
    ).toMatchObject({ ok: false });
  });
});

it('exports devices page by page, with nothing that a spreadsheet would run', async () => {
  await bulk(phones(1));
  await sql.execute(
    `INSERT INTO device (id, tenant_id, body, search, mac, vendor, is_new) SELECT 'many-' || n, $1, '{}', '{}', NULL, 'Yealink', false
     FROM generate_series(1, 1099) AS n`,
    [server.masterTenant],
  );
  await bulk([
    {
      action: 'change',
      mac: mac(0),
      description: '=HYPERLINK("http://evil")',
      username: 'u',
      password: 'hidden-secret',
    },
  ]);
  let text = '';
  const query = { q: '', status: [], vendor: ['Yealink'], model: [], plugin: [] };
  for await (const part of exportDevices(context, caller, query)) text += part;
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(1_101);
  expect(lines[0]).toMatch(/^\ufeffid,mac,vendor/);
  expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(text).not.toContain('hidden-secret');
});
