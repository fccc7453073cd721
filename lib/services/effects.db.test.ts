import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { createChangeWriter, type ChangeWriter } from '../db/changes';
import { openDatabase, type Database } from '../db/client';
import { listAudit } from '../db/audit/audit';
import { deviceDocument } from '../db/devices/record';
import { findOperation } from '../db/operations/operations';
import { insertTenant } from '../db/tenants/tenants';
import type { PluginLine } from '../domain/plugins/plugin';
import { CHECK_SYNC } from '../domain/plugins/sync';
import { everywhere } from '../domain/tenants/scope';
import { systemClock } from '../shared/clock';
import type { JsonObject } from '../shared/json';
import { objectNode, plainObject } from '../shared/json-text';
import { Keyring, generateKeyFile } from '../shared/keyring';
import { createLogger } from '../shared/logger';
import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import type { Caller } from './actor';
import { autocreateConfig } from './configs/autocreate-config';
import { createConfig } from './configs/create-config';
import { deleteConfig } from './configs/delete-config';
import { getConfig } from './configs/get-config';
import { updateConfig } from './configs/update-config';
import type { ConfigureAttempt, ServiceContext } from './context';
import { createDevice } from './devices/create-device';
import { deleteDevice } from './devices/delete-device';
import { getDevice } from './devices/get-device';
import { reconfigureDevice } from './devices/reconfigure-device';
import { synchronizeDevice } from './devices/synchronize-device';
import { updateDevice } from './devices/update-device';

const MASTER = '11111111-1111-4111-8111-111111111111';
const caller: Caller = { actor: { kind: 'system', tenant: MASTER }, tenant: MASTER };
const LINE: PluginLine = {
  id: 'acme-1',
  family: 'acme',
  vendor: 'Acme',
  version: '1',
  firmware: null,
  description: { en: 'Acme' },
  aliases: ['wazo-acme-1'],
  root: null,
  http: true,
  tftp: false,
  vars: {},
  models: {},
  modelNames: {},
  deviceFiles: [],
  commonFiles: [],
  expectedMissing: [],
  uploads: [],
  maps: {},
  derive: [],
  phonebook: null,
  sync: CHECK_SYNC,
  templates: {},
  revision: '1',
};

let testDatabase: TestDatabase;
let database: Database;
let changes: ChangeWriter;
let context: ServiceContext;
/** What the plugin was asked to configure. */
let attempts: ConfigureAttempt[] = [];
/** Said by the plugin instead of success. */
let refusal: string | null = null;
let notified: Result<void> = ok(undefined);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, keyring: new Keyring(generateKeyFile()) });
  changes = createChangeWriter(database, { origin: 'test' });
  await changes.write((store) =>
    insertTenant(store, { id: MASTER, parentId: null, name: 'master', slug: null }),
  );
  context = {
    database,
    changes,
    masterTenant: MASTER,
    clock: systemClock,
    logger: createLogger('test', 'silent'),
    server: { publicUrl: 'http://10.0.0.1:8667', tftpPort: 69 },
    plugins: {
      list: () => Promise.resolve([LINE]),
      folderOf: () => Promise.resolve(null),
      find: (name) => Promise.resolve([LINE.id, ...LINE.aliases].includes(name) ? LINE : null),
    },
    packages: null,
    configurator: {
      attempt: (_, attempt) => {
        attempts.push(attempt);
        return Promise.resolve(refusal === null ? null : { code: 'template_error', message: refusal });
      },
    },
    notifier: { notify: () => Promise.resolve(notified) },
    world: () => Promise.reject(new Error('not used')),
  };
});
afterAll(async () => {
  await changes.close();
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.sql.execute('TRUNCATE device, config, line, operation, audit CASCADE');
  attempts = [];
  refusal = null;
  notified = ok(undefined);
});

async function config(id: string, raw: JsonObject = {}, more: JsonObject = {}): Promise<void> {
  const made = await createConfig(
    context,
    caller,
    objectNode({ id, parent_ids: [], raw_config: raw, ...more }),
  );
  expect(made).toEqual({ ok: true, value: { id } });
}
async function device(id: string, members: JsonObject = {}): Promise<void> {
  const made = await createDevice(context, caller, objectNode({ id, plugin: 'acme-1', ...members }));
  expect(made).toEqual({ ok: true, value: { id } });
}
async function read(id: string): Promise<JsonObject> {
  const found = await getDevice(context, caller, id);
  if (!found.ok) throw new Error(found.error.message);
  return plainObject(deviceDocument(found.value));
}
const exists = async (id: string): Promise<boolean> => (await getConfig(context, caller, id)).ok;

describe('a device', () => {
  it('is configured when its plugin is there and its config is: what is inherited and the base settings are given', async () => {
    await config('top', { X_a: 1, X_b: 1 });
    await config('own', { X_b: 2 }, { parent_ids: ['top', 'missing'] });
    await device('d', { config: 'own', plugin: 'wazo-acme-1', mac: '00:15:65:00:00:01' });
    expect(await read('d')).toMatchObject({ configured: true, plugin: 'wazo-acme-1' });
    expect(attempts).toHaveLength(1);
    expect(attempts[0]?.plugin.id).toBe('acme-1');
    expect(attempts[0]?.rawConfig).toEqual({
      tftp_port: 69,
      http_base_url: 'http://10.0.0.1:8667',
      ip: '10.0.0.1',
      http_port: 8667,
      X_a: 1,
      X_b: 2,
    });
  });

  it.each<JsonObject>([
    { config: 'nowhere' },
    { plugin: 'unknown', config: 'c' },
    { plugin: null, config: 'c' },
    { config: null },
    {},
  ])('is not attempted with %j', async (members) => {
    await config('c');
    await device('d', members);
    expect(attempts).toEqual([]);
    const document = await read('d');
    expect(document.configured).toBe(false);
    expect(document).not.toHaveProperty('configure_error');
  });

  it('tells why it could not be configured, until it can', async () => {
    await config('c');
    refusal = 'the template base.tpl is wrong in line 3';
    await device('d', { config: 'c' });
    expect(await read('d')).toMatchObject({ configured: false, configure_error: refusal });
    // A client that sends back what it read changes nothing.
    const sent = objectNode(await read('d'));
    const before = (await getDevice(context, caller, 'd')).ok && (await read('d'));
    expect(await updateDevice(context, caller, 'd', sent)).toEqual({ ok: true, value: undefined });
    expect(await read('d')).toEqual(before);
    refusal = null;
    expect(await reconfigureDevice(context, caller, 'd')).toMatchObject({
      ok: true,
      value: { configured: true },
    });
    expect(await read('d')).toEqual({
      id: 'd',
      plugin: 'acme-1',
      config: 'c',
      configured: true,
      tenant_uuid: MASTER,
      is_new: true,
    });
  });

  it('is attempted again only when something that matters changed', async () => {
    await config('c');
    await device('d', { config: 'c' });
    refusal = 'would fail now';
    await updateDevice(context, caller, 'd', objectNode({ plugin: 'acme-1', config: 'c', description: 'x' }));
    expect(await read('d')).toMatchObject({ configured: true, description: 'x' });
    await updateDevice(context, caller, 'd', objectNode({ plugin: 'acme-1', config: 'c', model: 'M' }));
    expect(await read('d')).toMatchObject({ configured: false, configure_error: refusal });
  });

  it('takes its transient config with it, also when it only turns to another', async () => {
    await config('t1', {}, { transient: true });
    await config('t2', {}, { transient: true });
    await config('shared', {}, { transient: true });
    await device('a', { config: 't1' });
    await device('b', { config: 't2' });
    await device('c', { config: 'shared' });
    await device('d', { config: 'shared' });
    await updateDevice(context, caller, 'a', objectNode({ config: 'elsewhere' }));
    await deleteDevice(context, caller, 'b');
    await deleteDevice(context, caller, 'c');
    expect([await exists('t1'), await exists('t2'), await exists('shared')]).toEqual([false, false, true]);
    await updateDevice(context, caller, 'd', objectNode({ config: 'shared', X_a: 1 }));
    expect(await exists('shared')).toBe(true);
  });
});

describe('a change of a config', () => {
  it('decides again about every device that uses it or a descendant', async () => {
    await config('top');
    await config('child', {}, { parent_ids: ['top'] });
    await device('direct', { config: 'top' });
    await device('through', { config: 'child' });
    await device('apart', { config: 'nowhere' });
    attempts = [];
    refusal = 'no longer';
    await updateConfig(context, caller, 'top', objectNode({ parent_ids: [], raw_config: { X_new: 1 } }));
    expect(attempts.map(({ device: d }) => d.id).sort()).toEqual(['direct', 'through']);
    for (const { rawConfig } of attempts) expect(rawConfig).toMatchObject({ X_new: 1 });
    expect(attempts[0]?.rawConfig).not.toBe(attempts[1]?.rawConfig);
    expect(await read('direct')).toMatchObject({ configured: false, configure_error: 'no longer' });
    expect(await read('through')).toMatchObject({ configured: false, configure_error: 'no longer' });
  });

  it('that comes after its device configures it (confd: PUT device, then POST config)', async () => {
    await device('d', { config: 'later' });
    expect(await read('d')).toMatchObject({ configured: false });
    await config('later');
    expect(await read('d')).toMatchObject({ configured: true });
  });

  it('that changes nothing triggers nothing', async () => {
    await config('c', { X_a: 1, X_b: { p: 1 } });
    await device('d', { config: 'c' });
    attempts = [];
    const revision = async (): Promise<string | null> => {
      const found = await getConfig(context, caller, 'c');
      return found.ok ? found.value.revision : null;
    };
    const before = await revision();
    const same = objectNode({ raw_config: { X_b: { p: 1 }, X_a: 1 }, parent_ids: [], id: 'c' });
    expect(await updateConfig(context, caller, 'c', same)).toEqual({ ok: true, value: undefined });
    expect(attempts).toEqual([]);
    expect(await revision()).toBe(before);
  });

  it('a deleted one leaves its devices unconfigured and its heirs configured without it', async () => {
    await config('top', { X_a: 1 });
    await config('child', {}, { parent_ids: ['top'] });
    await device('direct', { config: 'top' });
    await device('through', { config: 'child' });
    attempts = [];
    expect(await deleteConfig(context, caller, 'top')).toEqual({ ok: true, value: undefined });
    expect(await read('direct')).toMatchObject({ configured: false, config: 'top' });
    expect(await read('through')).toMatchObject({ configured: true });
    expect(attempts.map(({ rawConfig }) => rawConfig.X_a)).toEqual([undefined]);
  });

  it('of more than 100 devices leaves them as they are', async () => {
    await config('all');
    for (let i = 0; i < 101; i += 1) await device(`d${i}`, { config: 'all' });
    attempts = [];
    refusal = 'never asked';
    await updateConfig(context, caller, 'all', objectNode({ parent_ids: [], raw_config: { X_a: 1 } }));
    expect(attempts).toEqual([]);
    expect(await read('d7')).toMatchObject({ configured: true });
  });
});

describe('autocreate', () => {
  it('copies the template with the smallest id, and says so when there is none', async () => {
    expect(await autocreateConfig(context, caller)).toMatchObject({ ok: false, error: { code: 'invalid' } });
    const raw = { sip_lines: { '1': { username: 'apxxxxxxxx', password: 'hush' } } };
    await config('bt', raw, { role: 'autocreate' });
    await config('at', raw, { role: 'autocreate' });
    const made = await autocreateConfig(context, caller);
    const id = made.ok ? made.value.id : '';
    expect(id).toMatch(/^at[0-9a-f]{8}-/);
    const copy = await getConfig(context, caller, id);
    expect(copy.ok && plainObject(copy.value.document)).toEqual({
      id,
      parent_ids: ['at'],
      raw_config: raw,
      transient: true,
    });
  });
});

describe('synchronize', () => {
  async function outcome(): Promise<{ state: string; error: string | null }> {
    const started = await synchronizeDevice(context, caller, 'd');
    if (!started.ok) throw new Error(started.error.message);
    for (;;) {
      const operation = await findOperation(
        database.sql,
        everywhere(MASTER),
        started.value.parent,
        started.value.number,
      );
      if (operation && operation.state !== 'progress')
        return { state: operation.state, error: operation.error };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  it('ends as the phone answered, or says what is in the way', async () => {
    await device('d');
    expect(await outcome()).toEqual({ state: 'fail', error: 'The device is not configured' });
    await config('c');
    await updateDevice(context, caller, 'd', objectNode({ plugin: 'acme-1', config: 'c' }));
    expect(await outcome()).toEqual({ state: 'success', error: null });
    notified = err(appError('unavailable', 'nobody there'));
    expect(await outcome()).toEqual({ state: 'fail', error: 'nobody there' });
  });
});

it('every change is in the audit trail, without a secret', async () => {
  await config('c', { admin_password: 'hush' });
  await device('d', { config: 'c' });
  await updateConfig(
    context,
    caller,
    'c',
    objectNode({ parent_ids: [], raw_config: { admin_password: 'other' } }),
  );
  await deleteDevice(context, caller, 'd');
  await deleteConfig(context, caller, 'c');
  const entries = await listAudit(database.sql, everywhere(MASTER), { limit: 10 });
  expect(entries.map(({ action, target, actor }) => `${actor} ${action} ${target}`).reverse()).toEqual([
    'system config.create config/c',
    'system device.create device/d',
    'system config.update config/c',
    'system device.delete device/d',
    'system config.delete config/c',
  ]);
  expect(JSON.stringify(entries)).not.toContain('hush');
});
