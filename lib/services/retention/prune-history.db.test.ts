import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { createChangeWriter } from '../../db/changes';
import { openDatabase, type Database } from '../../db/client';
import { saveSetting } from '../../db/settings/settings';
import { insertTenant } from '../../db/tenants/tenants';
import { everywhere } from '../../domain/tenants/scope';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { pruneHistory } from './prune-history';

const MASTER = randomUUID();
let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()) });
  const writer = createChangeWriter(database, { origin: 'test' });
  await writer.write(async (store) => {
    await insertTenant(store, { id: MASTER, parentId: null, name: 'Master', slug: null });
    await saveSetting(store, everywhere(MASTER), 'retention', { phoneEvents: 3, audit: 10 });
  });
  await writer.close();
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

it('removes what the policy no longer keeps, in several batches, and nothing else', async () => {
  const { sql } = database;
  const age = `now() - age * interval '1 day'`;
  await sql.execute(
    `INSERT INTO phone_event (tenant_id, first_at, last_at, protocol, path, ip, outcome)
     SELECT $1, ${age}, ${age}, 'http', '/x', '192.0.2.1', 'served' FROM unnest($2::float[]) AS age`,
    [MASTER, [...Array.from({ length: 11_000 }, () => 3.1), 2.9, 0]],
  );
  await sql.execute(
    `INSERT INTO audit (tenant_id, at, actor, action, target) SELECT $1, ${age}, 'system', 'a', 'b' FROM unnest($2::float[]) AS age`,
    [MASTER, [9, 11]],
  );
  await sql.execute(
    `INSERT INTO security_event (tenant_id, at, kind) SELECT $1, ${age}, 'sign_in' FROM unnest($2::float[]) AS age`,
    [MASTER, [179, 181]],
  );
  await sql.execute(
    `INSERT INTO operation (parent, number, tenant_id, finished_at)
     VALUES ('/x', 1, $1, now() - interval '8 days'), ('/x', 2, $1, now()), ('/x', 3, $1, NULL)`,
    [MASTER],
  );
  expect(await pruneHistory(database)).toEqual({
    phone_event: 11_000,
    audit: 1,
    security_event: 1,
    operation: 1,
    device_upload: 0,
    learn_session: 0,
  });
  expect(await pruneHistory(database)).toEqual({
    phone_event: 0,
    audit: 0,
    security_event: 0,
    operation: 0,
    device_upload: 0,
    learn_session: 0,
  });
  const [left] = await sql.query(
    `SELECT (SELECT count(*) FROM phone_event)::int AS events, (SELECT count(*) FROM operation)::int AS operations`,
  );
  expect(left).toEqual({ events: 2, operations: 2 });
});
