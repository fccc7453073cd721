import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restClient } from '../../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { FakeWazoAuth, SERVICE } from '../../../test/wazo-auth/fake-wazo-auth';
import { createCompatHandler } from '../../compat/node-adapter';
import { createDevice } from '../devices/create-device';
import { insertTenant, listTenants } from '../../db/tenants/tenants';
import { objectNode } from '../../shared/json-text';
import type { ServiceContext } from '../context';
import { WazoAuthClient } from './client';
import { openWazoAuth, tokenAuthorityOf } from './open';
import { syncTenants } from './sync-tenants';
import { TokenCache } from './token-cache';

const SUB = '22222222-2222-4222-8222-222222222222';
const BELOW = '33333333-3333-4333-8333-333333333333';
const OWN = '44444444-4444-4444-8444-444444444444';
const OTHERS = ['5', '6', '7', '8'].map(
  (d) => `${d.repeat(8)}-${d.repeat(4)}-4${d.repeat(3)}-8${d.repeat(3)}-${d.repeat(12)}`,
);

const folder = mkdtempSync(join(os.tmpdir(), 'offhook-wazo-auth-'));
const keyFile = join(folder, 'offhook-key.yml');
let database: TestDatabase;
let compat: CompatServer;
let auth: FakeWazoAuth;
let context: ServiceContext;
let server: http.Server;
let rest: ReturnType<typeof restClient>;
let now = Date.parse('2026-05-01T12:00:00Z');
const clock = { now: () => new Date(now) };

beforeAll(() => writeFileSync(keyFile, `service_id: ${SERVICE.id}\nservice_key: "${SERVICE.key}"\n`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  database = await createTestDatabase();
  compat = await serveCompat({ url: database.url, logLevel: 'silent' });
  auth = new FakeWazoAuth();
  await auth.start();
  auth.tenants.push(
    { uuid: compat.masterTenant, parent_uuid: compat.masterTenant, name: 'Provider', slug: 'provider' },
    { uuid: SUB, parent_uuid: compat.masterTenant, name: 'Customer', slug: 'customer' },
    { uuid: BELOW, parent_uuid: SUB, name: 'Branch', slug: 'branch' },
  );
  context = { ...compat.context, clock, tokenAuthority: undefined };
  const tokenAuthority = tokenAuthorityOf(client(), parts());
  context = { ...context, tokenAuthority };
  const handle = createCompatHandler(() => Promise.resolve(context));
  server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  rest = restClient(`http://127.0.0.1:${port}/0.2`, 'valid-token');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await auth.stop();
  await compat.stop();
  await database.drop();
});

function client(): WazoAuthClient {
  const opened = openWazoAuth({ url: auth.url, keyFile });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function parts() {
  const { database: db, changes, masterTenant, logger } = compat.context;
  return { database: db, changes, masterTenant, logger, clock };
}

const sync = (remove = true) => syncTenants({ ...parts(), client: client() }, { remove });

async function addDevice(tenant: string, id: string): Promise<void> {
  const caller = { actor: { kind: 'system' as const, tenant: compat.masterTenant }, tenant };
  const made = await createDevice(context, caller, objectNode({ id }));
  if (!made.ok) throw new Error(made.error.message);
}

const deviceIds = async (): Promise<string[]> =>
  (await compat.context.database.sql.query<{ id: string }>('SELECT id FROM device ORDER BY id')).map(
    ({ id }) => id,
  );
const tenantIds = async (): Promise<string[]> =>
  (await listTenants(compat.context.database.sql)).map(({ id }) => id);
const asked = (what: string): number => auth.seen.filter((line) => line === what).length;

describe('tokens of a wazo-auth server', () => {
  it('have the rights and the tenant that it tells', async () => {
    auth.tokens.set('valid-token', { tenant: compat.masterTenant, acl: ['provd.dev_mgr.#'] });
    expect((await rest({ path: '/dev_mgr/devices' })).status).toBe(200);
    expect((await rest({ path: '/cfg_mgr/configs' })).status).toBe(401);
    expect((await rest({ path: '/dev_mgr/devices', token: 'unknown-token' })).status).toBe(401);
    auth.tokens.set('sub-token', { tenant: SUB, acl: ['provd.#'] });
    const post = { method: 'POST', path: '/dev_mgr/devices', body: { device: { id: 'phone' } } };
    expect((await rest({ ...post, token: 'sub-token' })).status).toBe(201);
    const got = await rest({ path: '/dev_mgr/devices/phone', token: 'sub-token' });
    expect(JSON.parse(got.text)).toMatchObject({ device: { tenant_uuid: SUB, is_new: false } });
  });

  it('are asked about once in a while, unknown ones too, and our own never', async () => {
    auth.tokens.set('valid-token', { tenant: compat.masterTenant, acl: ['provd.#'] });
    await Promise.all(Array.from({ length: 20 }, () => rest({ path: '/status' })));
    for (let i = 0; i < 5; i += 1) await rest({ path: '/status', token: 'unknown-token' });
    expect(asked('GET /0.1/token/valid-token')).toBe(1);
    expect(asked('GET /0.1/token/unknown-token')).toBe(1);
    expect((await rest({ path: '/status', token: compat.token })).status).toBe(200);
    expect(auth.seen.join()).not.toContain(compat.token);
    auth.tokens.delete('valid-token');
    now += 11_000;
    expect((await rest({ path: '/status' })).status).toBe(401);
  });

  it('end when they expire, even while they are remembered', async () => {
    const expires = new Date(now + 4_000).toISOString().replace('Z', '000');
    auth.tokens.set('valid-token', { tenant: compat.masterTenant, acl: ['provd.#'], expires });
    expect((await rest({ path: '/status' })).status).toBe(200);
    now += 5_000;
    expect((await rest({ path: '/status' })).status).toBe(401);
  });

  it('are a 503 when it is away, answers nonsense or fails, and our own still work', async () => {
    auth.mood = 'error';
    expect((await rest({ path: '/status' })).status).toBe(503);
    auth.mood = 'nonsense';
    expect((await rest({ path: '/status' })).status).toBe(503);
    await auth.stop();
    expect((await rest({ path: '/status' })).status).toBe(503);
    expect((await rest({ path: '/status', token: compat.token })).status).toBe(200);
    await auth.start();
    auth.mood = 'well';
    auth.tokens.set('valid-token', { tenant: compat.masterTenant, acl: ['provd.#'] });
    expect((await rest({ path: '/status' })).status).toBe(200);
  });

  it('do not wait for a server that says nothing', async () => {
    auth.mood = 'silent';
    const impatient = new WazoAuthClient({ url: auth.url, service: null, timeoutMs: 200 });
    const started = performance.now();
    expect(await impatient.findToken('valid-token')).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('never grow the memory, nor the number of questions at a time', async () => {
    const cache = new TokenCache({ findToken: () => Promise.resolve({ ok: true, value: null }) }, clock);
    for (let i = 0; i < 6_000; i += 1) await cache.find(`token-${i}`);
    expect(cache.size).toBe(5_000);
    const never = new TokenCache({ findToken: () => new Promise(() => {}) }, clock);
    for (let i = 0; i < 64; i += 1) void never.find(`token-${i}`);
    expect(await never.find('one-more')).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

describe('tenants of a wazo-auth server', () => {
  it('are there with their tree, and at once when a request names a new one', async () => {
    auth.tokens.set('valid-token', { tenant: compat.masterTenant, acl: ['provd.#'] });
    const inBelow = { path: '/dev_mgr/devices', tenant: BELOW };
    expect((await rest(inBelow)).status).toBe(200);
    const below = (await listTenants(compat.context.database.sql)).find(({ id }) => id === BELOW);
    expect(below).toEqual({ id: BELOW, parentId: SUB, name: 'Branch', slug: 'branch' });
    expect((await rest({ path: '/dev_mgr/devices', tenant: OWN })).status).toBe(401);
    expect(asked('GET /0.1/tenants')).toBe(1);
    auth.tokens.set('sub-token', { tenant: SUB, acl: ['provd.#'] });
    expect((await rest({ ...inBelow, token: 'sub-token' })).status).toBe(200);
    expect((await rest({ ...inBelow, tenant: compat.masterTenant, token: 'sub-token' })).status).toBe(401);
  });

  it('follow a change of name and place, and survive a token of ours that is over', async () => {
    const same = client();
    const again = () => syncTenants({ ...parts(), client: same }, { remove: false });
    expect(await again()).toBe('synchronized');
    auth.forgetOwnTokens();
    auth.tenants.splice(2, 1, {
      uuid: BELOW,
      parent_uuid: compat.masterTenant,
      name: 'Alone',
      slug: 'customer',
    });
    expect(await again()).toBe('synchronized');
    const below = (await listTenants(compat.context.database.sql)).find(({ id }) => id === BELOW);
    // The slug is another tenant's: the one that was there stays.
    expect(below).toEqual({ id: BELOW, parentId: compat.masterTenant, name: 'Alone', slug: 'branch' });
  });

  it('never disappear here because of an empty, partial, wrong or missing answer', async () => {
    await sync();
    await addDevice(SUB, 'd-sub');
    await addDevice(compat.masterTenant, 'd-master');
    const all = [...auth.tenants];
    const damages: (() => void)[] = [
      () => auth.tenants.splice(0),
      () => auth.tenants.splice(0, 1),
      () => (auth.total = 40),
      () => (auth.mood = 'error'),
      () => (auth.mood = 'nonsense'),
      () => auth.hidden.add(SUB),
    ];
    for (const damage of damages) {
      damage();
      for (let i = 0; i < 6; i += 1) {
        now += 10 * 60_000;
        await sync();
      }
      expect(await deviceIds()).toEqual(['d-master', 'd-sub']);
      expect(await tenantIds()).toContain(SUB);
      auth.tenants.splice(0, Infinity, ...all);
      auth.total = null;
      auth.mood = 'well';
      auth.hidden.clear();
      await sync();
    }
  });

  it('never disappear many at once', async () => {
    const many = OTHERS.map((uuid, i) => ({
      uuid,
      parent_uuid: compat.masterTenant,
      name: `T${i}`,
      slug: `t${i}`,
    }));
    auth.tenants.push(...many);
    await sync();
    for (const [i, uuid] of OTHERS.entries()) await addDevice(uuid, `d${i}`);
    auth.tenants.splice(3);
    for (let i = 0; i < 6; i += 1) {
      now += 10 * 60_000;
      expect(await sync()).toBe('partial');
    }
    expect(await deviceIds()).toEqual(['d0', 'd1', 'd2', 'd3']);
  });

  it('disappear with what they have when they are surely gone; those made here stay', async () => {
    const { changes } = compat.context;
    await changes.write((store) =>
      insertTenant(store, { id: OWN, parentId: compat.masterTenant, name: 'Ours', slug: null }),
    );
    await sync();
    for (const [tenant, id] of [
      [BELOW, 'd-below'],
      [SUB, 'd-sub'],
      [OWN, 'd-own'],
    ] as const)
      await addDevice(tenant, id);
    auth.tenants.splice(2, 1);
    expect(await sync()).toBe('synchronized');
    now += 60_000;
    await sync();
    await sync();
    expect(await deviceIds()).toContain('d-below');
    now += 10 * 60_000;
    await sync();
    expect(await deviceIds()).toEqual(['d-own', 'd-sub']);
    expect(await tenantIds()).not.toContain(BELOW);
    expect(await tenantIds()).toEqual(expect.arrayContaining([OWN, SUB]));
  });
});

describe('the file with the account of a service', () => {
  it.each([
    ['service_id: a\nservice_key: b\n', true],
    ['service_key: \'b c\'   # why\nservice_id: "a"\n', true],
    ['service_id: a\n', false],
    ['', false],
  ])('%j', (text, good) => {
    const path = join(folder, 'tried.yml');
    writeFileSync(path, text);
    expect(openWazoAuth({ url: 'http://127.0.0.1:1', keyFile: path }).ok).toBe(good);
  });

  it('is told by name when it is not there', () => {
    expect(openWazoAuth({ url: 'http://127.0.0.1:1', keyFile: '/nowhere/key.yml' })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('/nowhere/key.yml') },
    });
  });
});
