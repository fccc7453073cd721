import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runOffhook, type Ran } from '../../test/cli/run';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { openDatabase } from '../../lib/db/client';
import type { RecordedRequest } from '../../lib/domain/learn/learn';
import { writeKeyFile } from '../../lib/services/keys/key-file';
import { setUp } from '../../lib/services/setup/set-up';
import { generateKeyFile, Keyring } from '../../lib/shared/keyring';

/** `plugin new` and `learn family` write into the data folder of an installation. */

const ID = randomUUID();
const AGENT = 'Acme AX200 2.4.1.7 000b99a1b2c3';

let folder: string;
let test: TestDatabase;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-families-'));
  const keys = generateKeyFile();
  writeKeyFile(path.join(folder, 'keys.json'), keys);
  test = await createTestDatabase();
  const database = openDatabase({ url: test.url, keyring: new Keyring(keys) });
  const options = { masterTenant: null, adminPassword: 'a password', bootstrapToken: null };
  const addresses = { publicUrl: 'http://192.0.2.1:8667', serverAddress: '192.0.2.1' };
  expect(await setUp(database, { ...options, ...addresses })).toMatchObject({ ok: true });
  const requests: RecordedRequest[] = ['/acme/000b99a1b2c3.xml', '/acme/firmware.ini'].map((name) => ({
    protocol: 'http',
    method: 'GET',
    path: name,
    userAgent: AGENT,
    options: {},
    count: 1,
    outcome: 'unknown',
    vendor: null,
  }));
  await database.sql.execute(
    `INSERT INTO learn_session (id, tenant_id, ip, ends_at, stopped_at, started_by, requests)
     SELECT $1, id, '192.0.2.7', now(), now(), 'system', $2::jsonb FROM tenant WHERE parent_id IS NULL`,
    [ID, JSON.stringify(requests)],
  );
  await database.close();
});
afterAll(async () => {
  await test.drop();
  fs.rmSync(folder, { recursive: true });
});

const offhook = (...args: string[]): Promise<Ran> =>
  runOffhook(args, { OFFHOOK_DATA_DIR: folder, DATABASE_URL: test.url });
const families = (): string[] => fs.readdirSync(path.join(folder, 'plugins'));
const shown = (): string[] => families().filter((name) => !name.startsWith('.'));

it('plugin new leaves the families that come with Offhook in their place, unless told otherwise', async () => {
  const refused = await offhook('plugin', 'new', 'Yealink', '--yes');
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/\d\d models.*--replace/s) });
  expect(fs.existsSync(path.join(folder, 'plugins'))).toBe(false);
  expect(await offhook('plugin', 'new', 'Yealink', '--yes', '--replace')).toMatchObject({ status: 0 });
  expect(families()).toEqual(['yealink']);
  fs.rmSync(path.join(folder, 'plugins'), { recursive: true });
});

it('plugin new writes all or nothing', async () => {
  const wrong = await offhook('plugin', 'new', 'Whole', '--yes', '--root', '/etc');
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was written') });
  expect(families()).toEqual([]);
  expect(await offhook('plugin', 'new', 'Whole', '--yes', '--root', 'etc')).toMatchObject({ status: 0 });
  expect(families()).toEqual(['whole']);
});

it('learn family stands beside a family of its name, and is written anew only when told', async () => {
  // One that is not in use before it is installed has its name too.
  const optional = await offhook('learn', 'family', ID, 'Test');
  expect(optional).toMatchObject({ status: 1, stderr: expect.stringContaining('say --replace') });
  const beside = await offhook('learn', 'family', ID, 'Yealink');
  expect(beside).toMatchObject({ status: 0, stdout: expect.stringContaining('stands beside it') });
  expect(shown()).toEqual(['whole', 'yealink-learned']);
  const again = await offhook('learn', 'family', ID, 'Yealink');
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('exists already') });
  const anew = await offhook('learn', 'family', ID, 'Yealink', '--replace');
  expect(anew).toMatchObject({ status: 0, stdout: expect.stringContaining('What was there is now') });
  expect(shown()).toEqual(['whole', 'yealink-learned']);
});
