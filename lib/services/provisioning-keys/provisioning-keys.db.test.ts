import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restClient } from '../../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { insertTenant } from '../../db/tenants/tenants';
import { objectNode } from '../../shared/json-text';
import type { Actor, Caller } from '../actor';
import type { ServiceContext } from '../context';
import { createServiceContext } from '../create-context';
import { createConfig } from '../configs/create-config';
import { createDevice } from '../devices/create-device';
import { updateDevice } from '../devices/update-device';
import { setParameter } from '../parameters/parameters';
import { renderDevice } from '../../render/render-device';
import { readRegistry } from '../../plugins/registry';
import { changeProvisioningKey, listProvisioningKeys, revealProvisioningKey } from './provisioning-keys';

const SUB = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';

let database: TestDatabase;
let server: CompatServer;
let context: ServiceContext;
const registry = readRegistry(['plugins']);

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'silent' });
  const { database: db, changes, masterTenant, logger } = server.context;
  context = createServiceContext({
    database: db,
    changes,
    masterTenant,
    logger,
    server: { publicUrl: 'http://192.0.2.1:8667', tftpPort: 69, urlKeys: true },
    registry: () => registry,
    render: { device: (line, input, custom) => Promise.resolve(renderDevice(line, input, custom)) },
  });
  for (const [id, name] of [
    [SUB, 'Customer'],
    [OTHER, 'Other'],
  ] as const) {
    await changes.write((store) => insertTenant(store, { id, parentId: masterTenant, name, slug: null }));
  }
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});
beforeEach(async () => {
  await context.database.sql.execute(
    'UPDATE tenant SET provisioning_key = NULL, provisioning_key_hash = NULL',
  );
  await context.database.sql.execute('DELETE FROM device');
  await context.database.sql.execute('DELETE FROM audit');
});

const actor = (tenant: string, role = 'administrator'): Actor => ({
  kind: 'user',
  id: '99999999-9999-4999-8999-999999999999',
  tenant,
  role,
});
const caller = (tenant: string, role?: string): Caller => ({ actor: actor(tenant, role), tenant });
const master = (): Caller => caller(context.masterTenant);
const sub = caller(SUB);

const audited = async (): Promise<string[]> =>
  (
    await context.database.sql.query<{ action: string; detail: unknown }>(
      'SELECT action, detail FROM audit ORDER BY id',
    )
  ).map(({ action }) => action);

async function addPhone(tenant = SUB): Promise<void> {
  const device = {
    id: 'phone',
    mac: '00:0f:d3:a1:b2:c3',
    plugin: 'digium-2.8.1',
    vendor: 'Digium',
    model: 'D40',
    config: 'phone-config',
  };
  const made = await createDevice(
    context,
    { actor: actor(context.masterTenant), tenant },
    objectNode(device),
  );
  if (!made.ok) throw new Error(made.error.message);
}

async function configured(): Promise<[boolean, string | null]> {
  const [row] = await context.database.sql.query<{ configured: boolean; code: string | null }>(
    `SELECT configured, config_error->>'code' AS code FROM device WHERE id = 'phone'`,
  );
  if (!row) throw new Error('no device');
  return [row.configured, row.code];
}

describe('provisioning keys of tenants', () => {
  it('are made, replaced, shown and taken away, each of which is written down', async () => {
    const made = await changeProvisioningKey(context, master(), SUB, {});
    if (!made.ok || !made.value) throw new Error('no key');
    expect(made.value).toEqual({
      key: expect.stringMatching(/^[a-z2-9]{32}$/),
      url: `http://192.0.2.1:8667/${made.value.key}`,
    });
    expect(await revealProvisioningKey(context, sub, SUB)).toEqual({ ok: true, value: made.value });
    const again = await changeProvisioningKey(context, sub, SUB, {});
    expect(again.ok && again.value?.key).not.toBe(made.value.key);
    expect(await changeProvisioningKey(context, sub, SUB, { key: 'one-of-my-own' })).toMatchObject({
      value: { key: 'one-of-my-own' },
    });
    expect(await changeProvisioningKey(context, sub, SUB, { key: null })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await revealProvisioningKey(context, sub, SUB)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await audited()).toEqual([
      'tenant.key.update',
      'tenant.key.reveal',
      'tenant.key.update',
      'tenant.key.update',
      'tenant.key.clear',
    ]);
    const rows = await context.database.sql.query('SELECT * FROM audit');
    expect(JSON.stringify(rows)).not.toContain(made.value.key);
  });

  it('are sealed at rest', async () => {
    await changeProvisioningKey(context, sub, SUB, { key: 'plain-to-see' });
    expect(JSON.stringify(await context.database.sql.query('SELECT * FROM tenant'))).not.toContain(
      'plain-to-see',
    );
  });

  it('belong to one tenant each', async () => {
    await changeProvisioningKey(context, master(), SUB, { key: 'only-one-has' });
    expect(await changeProvisioningKey(context, master(), OTHER, { key: 'only-one-has' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect((await changeProvisioningKey(context, master(), SUB, { key: 'only-one-has' })).ok).toBe(true);
  });

  it('are listed without being told, each for who may see the tenant', async () => {
    await addPhone();
    await changeProvisioningKey(context, master(), SUB, { key: 'not-in-a-list' });
    const listed = await listProvisioningKeys(context, master());
    expect(listed).toMatchObject({
      value: {
        enabled: true,
        tenants: [
          { tenant: context.masterTenant, master: true, set: false, devices: 0 },
          { tenant: SUB, name: 'Customer', master: false, set: true, devices: 1 },
          { tenant: OTHER, set: false },
        ],
      },
    });
    expect(JSON.stringify(listed)).not.toContain('not-in-a-list');
    expect(await listProvisioningKeys(context, sub)).toMatchObject({ value: { tenants: [{ tenant: SUB }] } });
  });

  it.each([OTHER, '44444444-4444-4444-8444-444444444444', 'nonsense'])(
    'of %s are no business of another',
    async (id) => {
      for (const refused of [
        await changeProvisioningKey(context, sub, id, { key: 'taken-over' }),
        await revealProvisioningKey(context, sub, id),
      ]) {
        expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
      }
      expect(await audited()).toEqual([]);
    },
  );

  it('are neither changed nor shown by viewers, and not changed by operators', async () => {
    await changeProvisioningKey(context, sub, SUB, { key: 'seen-by-few' });
    for (const role of ['viewer', 'operator', 'nobody']) {
      const changed = await changeProvisioningKey(context, caller(SUB, role), SUB, {});
      expect(changed).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(await revealProvisioningKey(context, caller(SUB, 'viewer'), SUB)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });
});

describe('`configured` with keys in URLs', () => {
  beforeAll(async () => {
    const raw = {
      protocol: 'SIP',
      sip_lines: {
        1: { username: 'u', password: 'p', display_name: 'd', number: '1', proxy_ip: '192.0.2.9' },
      },
    };
    const made = await createConfig(
      context,
      master(),
      objectNode({ id: 'phone-config', parent_ids: [], raw_config: raw }),
    );
    if (!made.ok) throw new Error(made.error.message);
  });

  it('is false while the tenant has no key, and follows the key', async () => {
    await addPhone();
    expect(await configured()).toEqual([false, 'no_key']);
    expect((await setParameter(context, sub, 'provisioning_key', 'by-the-rest-api')).ok).toBe(true);
    expect(await configured()).toEqual([true, null]);
    await changeProvisioningKey(context, sub, SUB, { key: null });
    expect(await configured()).toEqual([false, 'no_key']);
    await changeProvisioningKey(context, sub, SUB, {});
    expect(await configured()).toEqual([true, null]);
  });

  it('follows the device into another tenant', async () => {
    await changeProvisioningKey(context, master(), SUB, {});
    await addPhone();
    expect(await configured()).toEqual([true, null]);
    const [row] = await context.database.sql.query<{ body: Record<string, string> }>(
      'SELECT body FROM device',
    );
    const document = objectNode({ ...row?.body, tenant_uuid: OTHER });
    expect(await updateDevice(context, master(), 'phone', document)).toEqual({ ok: true, value: undefined });
    expect(await configured()).toEqual([false, 'no_key']);
  });

  it('is not concerned when keys are not in use; /raw never holds a key', async () => {
    await changeProvisioningKey(context, master(), SUB, { key: 'never-in-a-raw-config' });
    const rest = restClient(server.base, server.token);
    const raw = await rest({ path: '/cfg_mgr/configs/phone-config/raw' });
    expect(raw.status).toBe(200);
    expect(JSON.parse(raw.text)).toMatchObject({ raw_config: { http_base_url: 'http://127.0.0.1:8667' } });
    expect(raw.text).not.toContain('never-in-a-raw-config');
    const device = {
      id: 'plain',
      mac: '00:0f:d3:a1:b2:c4',
      plugin: 'digium-2.8.1',
      model: 'D40',
      config: 'phone-config',
    };
    await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device }, tenant: OTHER });
    const got = await rest({ path: '/dev_mgr/devices/plain' });
    expect(JSON.parse(got.text)).toMatchObject({ device: { configured: true, tenant_uuid: OTHER } });
  });
});
