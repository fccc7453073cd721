import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { openDatabase, type Database } from '../../db/client';
import { createChangeWriter } from '../../db/changes';
import { insertConfig } from '../../db/configs/write';
import { findConfig } from '../../db/configs/find';
import { insertDevice } from '../../db/devices/write';
import { everywhere } from '../../domain/tenants/scope';
import { jsonText, objectNode, parseJsonText, type ObjectNode } from '../../shared/json-text';
import { generateKeyFile, Keyring, type KeyFile } from '../../shared/keyring';
import { readKeyFile, writeKeyFile } from '../keys/key-file';
import { setUp } from '../setup/set-up';
import { restoreBackup } from './restore-backup';
import { writeBackup } from './write-backup';

const PASSPHRASE = 'correct horse battery staple';
const DEVICES = 1_234;
const EXACT =
  '{"id":"exact","parent_ids":[],"raw_config":{"X_b":1.0,"X_a":9007199254740993,"admin_password":"s\\u00e9cret"}}';

interface Installation {
  place: TestDatabase;
  database: Database;
  dataDir: string;
  keyFile: string;
  keys: KeyFile;
  close(): Promise<void>;
}

let folder: string;
let from: Installation;
let to: Installation;
let archive: string;

async function install(name: string): Promise<Installation> {
  const place = await createTestDatabase();
  const dataDir = path.join(folder, name);
  const keys = generateKeyFile();
  const keyFile = path.join(dataDir, 'keys.json');
  fs.mkdirSync(dataDir, { recursive: true });
  writeKeyFile(keyFile, keys);
  const database = openDatabase({ url: place.url, keyring: new Keyring(keys) });
  const made = await setUp(database, {
    masterTenant: null,
    adminPassword: 'correct-password',
    bootstrapToken: null,
    publicUrl: 'http://192.0.2.1:8667',
    serverAddress: '192.0.2.1',
  });
  if (!made.ok) throw new Error(made.error.message);
  const close = async (): Promise<void> => {
    await database.close();
    await place.drop();
  };
  return { place, database, dataDir, keyFile, keys, close };
}

async function fillWithPhones({ database }: Installation): Promise<void> {
  const [master] = await database.sql.query<{ id: string }>('SELECT id FROM tenant');
  const tenant = master?.id ?? '';
  const sub = crypto.randomUUID();
  await database.sql.execute(
    `INSERT INTO tenant (id, parent_id, name, created_at) VALUES ($1, $2, 'A sub-tenant', '2020-01-01')`,
    [sub, tenant],
  );
  const writer = createChangeWriter(database, { origin: 'test' });
  await writer.write(async (store) => {
    await insertConfig(store, 'exact', tenant, object(EXACT));
    for (let i = 0; i < DEVICES; i += 1) {
      const state = {
        tenantId: sub,
        isNew: false,
        configured: i % 2 === 0,
        configError: null,
        remoteStateSipUsername: null,
      };
      await insertDevice(
        store,
        `d${i}`,
        objectNode({ mac: '00:11:22:33:44:55', X_text: `"',\\ \n${i} \u{1f4de}` }),
        state,
      );
    }
  });
  await writer.close();
  await database.sql.execute(
    `INSERT INTO phone_event (tenant_id, first_at, last_at, protocol, path, ip, outcome, detail)
     VALUES ($1, '2026-01-02T03:04:05.678Z', now(), 'http', '/x', '::1', 'served', '{"a":[1,null]}')`,
    [sub],
  );
}

function object(text: string): ObjectNode {
  const node = parseJsonText(text);
  if (!node.ok || node.value.kind !== 'object') throw new Error(text);
  return node.value;
}

/** Everything in a database, as text: what a restored one has to have as well. */
async function contents({ database }: Installation): Promise<Record<string, string[]>> {
  const tables = await database.sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname NOT IN ('process', '_prisma_migrations') ORDER BY 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await database.sql.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" t ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

async function shape({ database }: Installation): Promise<unknown> {
  return database.sql.query(
    `SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) AS definition FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
}

const restore = (file: string, more: Partial<Parameters<typeof restoreBackup>[1]> = {}) =>
  restoreBackup(to.database, {
    file,
    dataDir: to.dataDir,
    migrationsDir: path.resolve('prisma/migrations'),
    keyFile: to.keyFile,
    keys: to.keys,
    passphrase: PASSPHRASE,
    replace: false,
    ...more,
  });

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-backup-'));
  from = await install('from');
  await fillWithPhones(from);
  fs.mkdirSync(path.join(from.dataDir, 'firmware/Acme'), { recursive: true });
  fs.writeFileSync(path.join(from.dataDir, 'firmware/Acme/empty.rom'), '');
  fs.writeFileSync(path.join(from.dataDir, 'firmware/Acme/phone.rom'), Buffer.alloc(500_001, 'rom'));
  fs.writeFileSync(path.join(from.dataDir, 'postgres.log'), 'not part of it');
  archive = path.join(folder, 'all.offhook');
  const written = await writeBackup(from.database, {
    file: archive,
    dataDir: from.dataDir,
    keys: { file: from.keys, passphrase: PASSPHRASE },
    now: new Date(),
  });
  expect(written).toMatchObject({
    ok: true,
    value: { rows: { device: DEVICES, tenant: 2 }, files: 2, keys: true },
  });
});
beforeEach(async () => {
  to = await install(`to-${crypto.randomUUID()}`);
  return () => to.close();
});
afterAll(async () => {
  await from.close();
  fs.rmSync(folder, { recursive: true });
});

describe('a backup', () => {
  it('gives everything back, to the byte, in another database', async () => {
    const restored = await restore(archive);
    expect(restored).toMatchObject({ ok: true, value: { files: 2, keys: true } });
    expect(await contents(to)).toEqual(await contents(from));
    expect(await shape(to)).toEqual(await shape(from));
    expect(readKeyFile(to.keyFile)).toEqual({ ok: true, value: from.keys });
    expect(fs.readFileSync(path.join(to.dataDir, 'firmware/Acme/phone.rom'))).toEqual(
      Buffer.alloc(500_001, 'rom'),
    );
    expect(fs.readdirSync(to.dataDir).sort()).toEqual(['firmware', 'keys.json']);
  });

  it('leaves an installation that works: secrets open, numbers go on, the next start finds nothing to do', async () => {
    await restore(archive);
    const database = openDatabase({ url: to.place.url, keyring: new Keyring(from.keys) });
    const [root] = await database.sql.query<{ id: string }>('SELECT id FROM tenant WHERE parent_id IS NULL');
    const master = root?.id ?? '';
    const config = await findConfig(database, everywhere(master), 'exact');
    expect(config && jsonText(config.document)).toContain(
      '"X_b":1.0,"X_a":9007199254740993,"admin_password":"sécret"',
    );
    const next = async (of: Database): Promise<bigint> => {
      const [row] = await of.sql.query<{ n: string }>(`SELECT nextval('offhook_revision')::text AS n`);
      return BigInt(row?.n ?? 0);
    };
    const [ours, theirs] = [await next(database), await next(from.database)];
    expect(ours).toBe(theirs);
    await database.sql.execute(
      `INSERT INTO phone_event (tenant_id, first_at, last_at, protocol, path, ip, outcome) VALUES ($1, now(), now(), 'http', '/', '::1', 'served')`,
      [master],
    );
    const again = await setUp(database, {
      masterTenant: master,
      adminPassword: null,
      bootstrapToken: null,
      publicUrl: 'http://192.0.2.9',
      serverAddress: '192.0.2.9',
    });
    expect(again).toMatchObject({
      ok: true,
      value: { administrator: null, publicUrl: 'http://192.0.2.1:8667' },
    });
    await database.close();
  });

  it('holds no secret in clear, and can be read by its owner alone', () => {
    const text = gunzipSync(fs.readFileSync(archive)).toString('latin1');
    expect(text).not.toContain('sécret');
    expect(text).not.toContain(from.keys.hashKey);
    expect(fs.statSync(archive).mode & 0o077).toBe(0);
  });

  it('is of one moment, although phones are made while it is written', async () => {
    const file = path.join(folder, 'moment.offhook');
    const late: Promise<unknown>[] = [];
    const written = await writeBackup(from.database, {
      file,
      dataDir: null,
      keys: null,
      now: new Date(),
      onProgress: () => {
        if (late.length > 0) return;
        late.push(
          from.database.sql.execute(
            `INSERT INTO tenant (id, parent_id, name) SELECT gen_random_uuid(), id, 'Late' FROM tenant WHERE parent_id IS NULL`,
          ),
        );
      },
    });
    await Promise.all(late);
    expect(await from.database.sql.execute(`DELETE FROM tenant WHERE name = 'Late'`)).toBe(1);
    expect(written).toMatchObject({ ok: true, value: { rows: { tenant: 2 }, keys: false } });
    expect(gunzipSync(fs.readFileSync(file)).toString()).not.toContain('"Late"');
  });

  it('is never written over another file, nor with a passphrase that is guessed at once', async () => {
    const plain = { dataDir: null, now: new Date() };
    expect(await writeBackup(from.database, { ...plain, file: archive, keys: null })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    const short = { file: from.keys, passphrase: 'short' };
    const file = path.join(folder, 'short');
    expect(await writeBackup(from.database, { ...plain, file, keys: short })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(await writeBackup(from.database, { ...plain, file: '/nonexistent/x', keys: null })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  });
});

describe('restoring', () => {
  /** Nothing has changed, in the database, in the keys or in the files. */
  async function untouched(work: () => Promise<unknown>): Promise<void> {
    const before = await contents(to);
    await work();
    expect(await contents(to)).toEqual(before);
    expect(readKeyFile(to.keyFile)).toEqual({ ok: true, value: to.keys });
    expect(fs.readdirSync(to.dataDir)).toEqual(['keys.json']);
  }

  it('leaves an installation alone that is in use, unless it is told to replace it', async () => {
    await to.database.sql.execute(
      `INSERT INTO tenant (id, parent_id, name) SELECT gen_random_uuid(), id, 'In use' FROM tenant`,
    );
    await untouched(async () => {
      expect(await restore(archive)).toMatchObject({
        ok: false,
        error: { code: 'conflict', message: expect.stringContaining('--replace') },
      });
    });
    expect(await restore(archive, { replace: true })).toMatchObject({ ok: true });
    expect(await contents(to)).toEqual(await contents(from));
  });

  it('waits for nobody: a running Offhook is told of', async () => {
    await to.database.sql.execute(
      `INSERT INTO process (id, kind, host, pid, started_at, heartbeat_at) VALUES (gen_random_uuid(), 'phones', 'h', 1, now(), now())`,
    );
    await untouched(async () => {
      expect(await restore(archive, { replace: true })).toMatchObject({
        ok: false,
        error: { code: 'conflict', message: expect.stringContaining('Stop it') },
      });
    });
  });

  it('needs the keys that the secrets were sealed with', async () => {
    await untouched(async () => {
      expect(await restore(archive, { passphrase: null })).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining('other keys') },
      });
      expect(await restore(archive, { passphrase: 'wrong passphrase' })).toMatchObject({
        ok: false,
        error: { code: 'unauthorized' },
      });
      expect(await restore(archive, { passphrase: null, keys: null })).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining('passphrase') },
      });
    });
    expect(await restore(archive, { passphrase: null, keys: from.keys })).toMatchObject({
      ok: true,
      value: { keys: false },
    });
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'changed on the disk',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5_000), Buffer.from('x'), bytes.subarray(5_001)]),
    ],
    [
      'with a row changed',
      (bytes: Buffer) => edit(bytes, (text) => text.replace('A sub-tenant', 'A sub-tenanT')),
    ],
    [
      'without its last line',
      (bytes: Buffer) => edit(bytes, (text) => text.slice(0, text.lastIndexOf('{"end"'))),
    ],
    [
      'with a row more',
      (bytes: Buffer) =>
        edit(bytes, (text) => text.replace('{"endOfTable":"tenant"', '["x"]\n{"endOfTable":"tenant"')),
    ],
    [
      'with a file that climbs out',
      (bytes: Buffer) =>
        edit(bytes, (text) => text.replace('"file":"firmware/Acme/', '"file":"firmware/../../')),
    ],
    [
      'of a newer Offhook',
      (bytes: Buffer) => edit(bytes, (text) => text.replace('"version":1', '"version":2')),
    ],
    [
      'with a migration that nobody knows',
      (bytes: Buffer) =>
        edit(bytes, (text) => text.replace('"name":"20261121000000_init"', '"name":"29990101000000_x"')),
    ],
    ['that is something else', () => gzipSync('hello\n')],
    ['that is not even compressed', () => Buffer.from('hello')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('refuses an archive %s, and changes nothing', async (_what, damage) => {
    const file = path.join(folder, 'damaged.offhook');
    fs.writeFileSync(file, damage(fs.readFileSync(archive)));
    await untouched(async () => {
      const refused = await restore(file, { replace: true });
      expect(refused).toMatchObject({
        ok: false,
        error: { code: 'invalid', message: expect.stringContaining('nothing was changed') },
      });
    });
  });

  it('brings an archive of an older version up to date as an upgrade would', async () => {
    const older = path.join(folder, 'migrations');
    fs.cpSync('prisma/migrations', older, { recursive: true });
    fs.mkdirSync(path.join(older, '29990101000000_later'));
    fs.writeFileSync(
      path.join(older, '29990101000000_later/migration.sql'),
      `ALTER TABLE tenant ADD COLUMN name_length INTEGER; UPDATE tenant SET name_length = length(name);
       ALTER TABLE tenant ALTER COLUMN name_length SET NOT NULL;`,
    );
    expect(await restore(archive, { migrationsDir: older })).toMatchObject({ ok: true });
    expect(await to.database.sql.query(`SELECT name_length FROM tenant WHERE name = 'A sub-tenant'`)).toEqual(
      [{ name_length: 12 }],
    );
  });
});

function edit(bytes: Buffer, change: (text: string) => string): Buffer {
  const before = gunzipSync(bytes).toString('utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  return gzipSync(after);
}
