import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { ACK_CHANNEL, CHANGE_CHANNEL, change } from '../domain/changes/change';
import { everywhere, scopeOf } from '../domain/tenants/scope';
import { jsonText, parseJsonText, type ObjectNode } from '../shared/json-text';
import { Keyring, generateKeyFile } from '../shared/keyring';
import { createChangeWriter, type ChangeWriter } from './changes';
import { openDatabase, type Database } from './client';
import { findConfig, listAncestors, listChildIds } from './configs/find';
import { deleteUnusedTransient, insertConfig, updateConfig } from './configs/write';
import { findDevice } from './devices/find';
import { deviceDocument } from './devices/record';
import { deleteDevice, insertDevice, type DeviceState } from './devices/write';
import { createOperation, deleteOperation, findOperation, updateOperation } from './operations/operations';
import { findSetting, saveSetting } from './settings/settings';
import { findProvisioningKey, insertTenant, listSubtree, saveProvisioningKey } from './tenants/tenants';
import { findTokenBySecret, insertToken, revokeToken } from './tokens/tokens';

const MASTER = '11111111-1111-4111-8111-111111111111';
const SUB = '22222222-2222-4222-8222-222222222222';
const all = everywhere(MASTER);
const STATE: DeviceState = {
  tenantId: MASTER,
  isNew: true,
  configured: false,
  configError: null,
  remoteStateSipUsername: null,
};

let testDatabase: TestDatabase;
let db: Database;
let changes: ChangeWriter;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase({ url: testDatabase.url, keyring: new Keyring(generateKeyFile()) });
  changes = createChangeWriter(db, { origin: 'test' });
  await changes.write(async (store) => {
    await insertTenant(store, { id: MASTER, parentId: null, name: 'master', slug: null });
    await insertTenant(store, { id: SUB, parentId: MASTER, name: 'sub', slug: null });
  });
});
afterAll(async () => {
  await changes.close();
  await db.close();
  await testDatabase.drop();
});

function doc(text: string): ObjectNode {
  const node = parseJsonText(text);
  if (!node.ok || node.value.kind !== 'object') throw new Error('not an object');
  return node.value;
}

describe('documents', () => {
  it('come back exactly as they were written, with nothing secret in the row', async () => {
    const text =
      '{"id":"c1","parent_ids":[],"raw_config":{"admin_password":"s3cret","sip_lines":{"2":{"password":"hush\\"hush","username":"u2"},"1":{"password":null}},"X_n":1.0,"X_big":9007199254740993}}';
    await changes.write((store) => insertConfig(store, 'c1', MASTER, doc(text)));
    const found = await findConfig(db, all, 'c1');
    expect(found && jsonText(found.document)).toBe(text);
    const [row] = await db.sql.query<{ t: string }>(
      `SELECT body::text || search::text AS t FROM config WHERE id = 'c1'`,
    );
    expect(row?.t).not.toMatch(/s3cret|hush/);
    expect(row?.t).toContain('u2');
    const lines = await db.sql.query('SELECT position, username FROM line ORDER BY position');
    expect(lines).toEqual([
      { position: 1, username: null },
      { position: 2, username: 'u2' },
    ]);
  });

  it('refuse an id that is used, also by another tenant, and stay as they were', async () => {
    const written = await changes.write((store) =>
      insertConfig(store, 'c1', SUB, doc('{"parent_ids":[],"raw_config":{}}')),
    );
    expect(written).toBe(false);
    expect((await findConfig(db, all, 'c1'))?.tenantId).toBe(MASTER);
  });

  it('are seen and written only in their scope', async () => {
    await changes.write((store) => insertDevice(store, 'd1', doc('{"mac":"00:15:65:00:00:01"}'), STATE));
    expect(await findDevice(db, scopeOf(SUB), 'd1')).toBeNull();
    expect(await changes.write((store) => deleteDevice(store, scopeOf(SUB), 'd1'))).toBe(false);
    const found = await findDevice(db, scopeOf(MASTER), 'd1');
    expect(found && jsonText(deviceDocument(found))).toBe(
      `{"mac":"00:15:65:00:00:01","id":"d1","configured":false,"tenant_uuid":"${MASTER}","is_new":true}`,
    );
  });

  it('know their ancestors and children, cycles included', async () => {
    const config = (parents: string): ObjectNode => doc(`{"parent_ids":${parents},"raw_config":{}}`);
    await changes.write(async (store) => {
      await insertConfig(store, 'p', MASTER, config('["q","missing"]'));
      await insertConfig(store, 'q', MASTER, config('["p"]'));
      await insertConfig(store, 'child', SUB, config('["p"]'));
    });
    expect((await listAncestors(db, all, ['child'], 100)).map((c) => c.id).sort()).toEqual([
      'child',
      'p',
      'q',
    ]);
    expect((await listChildIds(db, all, ['q', 'p'], 10)).sort()).toEqual(['child', 'p', 'q']);
    expect(await listChildIds(db, all, ['p'], 1)).toHaveLength(1);
  });

  it.each([
    ['"false"', false, false],
    ['"true"', true, true],
    ['"0"', false, false],
    ['1', true, true],
    ['null', false, false],
  ])('a flag that is %s is understood as the rules have it', async (flag, transient, deletable) => {
    const config = doc(`{"parent_ids":[],"raw_config":{},"transient":${flag},"deletable":${flag}}`);
    await changes.write((store) => insertConfig(store, `flag ${flag}`, MASTER, config));
    expect(await findConfig(db, all, `flag ${flag}`)).toMatchObject({ transient, deletable });
  });

  it('transient ones go only when nobody uses them', async () => {
    await changes.write(async (store) => {
      await insertConfig(store, 't', MASTER, doc('{"parent_ids":[],"raw_config":{},"transient":true}'));
      await insertDevice(store, 'dt', doc('{"config":"t"}'), STATE);
    });
    expect(await changes.write((store) => deleteUnusedTransient(store, all, 't'))).toBe(false);
    await changes.write((store) => deleteDevice(store, all, 'dt'));
    expect(await changes.write((store) => deleteUnusedTransient(store, all, 't'))).toBe(true);
  });

  it('take texts that no index entry could hold', async () => {
    const long = 'x'.repeat(20_000);
    await changes.write((store) =>
      insertDevice(store, 'long', doc(JSON.stringify({ sn: long, config: long })), STATE),
    );
    await changes.write((store) =>
      insertConfig(
        store,
        'long',
        MASTER,
        doc(JSON.stringify({ parent_ids: [long], raw_config: { sip_lines: { 1: { number: long } } } })),
      ),
    );
    expect((await findDevice(db, all, 'long'))?.document.members.get('sn')).toEqual({
      kind: 'string',
      value: long,
    });
  });
});

describe('a change', () => {
  it('is announced with its revision and waits for the acknowledgement of live phone processes', async () => {
    const phones = new pg.Client({ connectionString: testDatabase.url });
    await phones.connect();
    const id = '33333333-3333-4333-8333-333333333333';
    await phones.query(
      `INSERT INTO process (id, kind, host, pid, started_at, heartbeat_at) VALUES ($1, 'phones', 'h', 1, now(), now())`,
      [id],
    );
    await phones.query(`LISTEN ${CHANGE_CHANNEL}`);
    let acknowledged = false;
    const heard: unknown[] = [];
    phones.on('notification', ({ payload }) => {
      const message = change.parse(JSON.parse(payload ?? ''));
      heard.push({ kind: message.kind, ids: message.ids, action: message.action });
      setTimeout(() => {
        acknowledged = true;
        phones
          .query('SELECT pg_notify($1, $2)', [ACK_CHANNEL, JSON.stringify({ seq: message.seq, process: id })])
          .catch(() => {}); // the test may be over before the answer comes
      }, 20);
    });
    const patient = createChangeWriter(db, { origin: 'test', waitMs: 5_000 });
    await patient.write((store) =>
      updateConfig(store, all, 'c1', MASTER, doc('{"parent_ids":[],"raw_config":{}}')),
    );
    expect(acknowledged).toBe(true);
    expect(heard).toEqual([{ kind: 'config', ids: ['c1'], action: 'saved' }]);
    await phones.end();
    const started = performance.now();
    await changes.write((store) =>
      updateConfig(store, all, 'c1', MASTER, doc('{"parent_ids":[],"raw_config":{}}')),
    );
    const waited = performance.now() - started;
    expect(waited).toBeGreaterThan(90);
    expect(waited).toBeLessThan(400);
    await db.sql.execute('DELETE FROM process');
    await patient.close();
  });

  it('says nothing and leaves nothing when it fails', async () => {
    const listener = new pg.Client({ connectionString: testDatabase.url });
    await listener.connect();
    await listener.query(`LISTEN ${CHANGE_CHANNEL}`);
    const heard: string[] = [];
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
    const failing = changes.write(async (store) => {
      await insertDevice(store, 'never', doc('{}'), STATE);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await changes.write((store) => insertDevice(store, 'after', doc('{}'), STATE));
    await listener.query('SELECT 1');
    expect(heard.map((payload) => change.parse(JSON.parse(payload)).ids)).toEqual([['after']]);
    expect(await findDevice(db, all, 'never')).toBeNull();
    await listener.end();
  });
});

describe('small tables', () => {
  it('keep settings exactly, secret ones sealed', async () => {
    await changes.write(async (store) => {
      await saveSetting(store, scopeOf(MASTER), 'plugin_server', null);
      await saveSetting(store, scopeOf(MASTER), 'http_proxy', 'http://user:pw@proxy:1', { secret: true });
    });
    expect(await findSetting(db, scopeOf(MASTER), 'plugin_server')).toBeNull();
    expect(await findSetting(db, scopeOf(MASTER), 'http_proxy')).toBe('http://user:pw@proxy:1');
    expect(await findSetting(db, scopeOf(SUB), 'http_proxy')).toBeUndefined();
    const [row] = await db.sql.query<{ t: string }>(`SELECT string_agg(value::text, ' ') AS t FROM setting`);
    expect(row?.t).not.toContain('pw@proxy');
  });

  it('give a provisioning key to one tenant only', async () => {
    expect(await changes.write((store) => saveProvisioningKey(store, MASTER, 'secret123'))).toBe('saved');
    expect(await changes.write((store) => saveProvisioningKey(store, MASTER, 'secret123'))).toBe('saved');
    expect(await changes.write((store) => saveProvisioningKey(store, SUB, 'secret123'))).toBe('taken');
    expect(await findProvisioningKey(db, MASTER)).toBe('secret123');
    expect(await findProvisioningKey(db, SUB)).toBeNull();
    expect(await listSubtree(db.sql, MASTER)).toEqual([MASTER, SUB]);
  });

  it('number operations per parent and never twice', async () => {
    const start = (parent: string) =>
      createOperation(db.sql, { parent, tenantId: MASTER, label: null, state: 'progress' });
    expect((await start('/a')).number).toBe(1);
    expect((await start('/a')).number).toBe(2);
    expect((await start('/b')).number).toBe(1);
    expect(await deleteOperation(db.sql, all, '/a', 2)).toBe(true);
    expect(await deleteOperation(db.sql, all, '/a', 2)).toBe(false);
    expect((await start('/a')).number).toBe(3);
    await updateOperation(db.sql, '/a', 3, {
      label: 'x',
      state: 'success',
      current: 0,
      end: 5,
      subs: [{ label: null, state: 'waiting', current: null, end: null, subs: [] }],
    });
    await updateOperation(db.sql, '/a', 3, { label: 'x', state: 'progress', current: 1, end: 5, subs: [] });
    expect(await findOperation(db.sql, all, '/a', 3)).toMatchObject({
      state: 'success',
      current: 0,
      end: 5,
      subs: [{ state: 'waiting' }],
    });
  });

  it('find tokens by their secret and revoke them in their scope', async () => {
    const token = await insertToken(db.sql, scopeOf(MASTER), {
      secret: 'oh_1',
      name: 't',
      acl: ['provd.#'],
    });
    expect((await findTokenBySecret(db.prisma, 'oh_1'))?.id).toBe(token.id);
    expect(await findTokenBySecret(db.prisma, 'oh_2')).toBeNull();
    expect(await revokeToken(db.sql, scopeOf(SUB), token.id, new Date())).toBeNull();
    expect(await revokeToken(db.sql, scopeOf(MASTER), token.id, new Date())).toMatchObject({ id: token.id });
    expect((await findTokenBySecret(db.prisma, 'oh_1'))?.revokedAt).toBeInstanceOf(Date);
  });
});
