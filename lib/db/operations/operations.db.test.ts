import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { everywhere } from '../../domain/tenants/scope';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { openDatabase, type Database } from '../client';
import { createOperation, deleteOperation, findOperation, updateOperation } from './operations';

const TENANT = '11111111-1111-4111-8111-111111111111';
const all = everywhere(TENANT);
const PARENT = '/dev_mgr/synchronize';

let testDatabase: TestDatabase;
let db: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase({ url: testDatabase.url, keyring: new Keyring(generateKeyFile()) });
});
afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

/** An operation that began, and ended if it did, so long ago. */
async function operation(state: 'progress' | 'success' | 'fail', minutes: number): Promise<number> {
  const made = { parent: PARENT, tenantId: TENANT, label: null, state: 'progress' as const };
  const { number } = await createOperation(db.sql, made);
  const progress = { label: null, state, current: null, end: null, subs: [] };
  await updateOperation(db.sql, PARENT, number, progress);
  await db.sql.execute(
    `UPDATE operation SET created_at = created_at - $2 * interval '1 minute',
       finished_at = finished_at - $2 * interval '1 minute' WHERE number = $1`,
    [number, minutes],
  );
  return number;
}

it.each([
  ['success', 0, true],
  ['success', 59, true],
  ['success', 61, false],
  ['fail', 61, false],
  ['progress', 61, true],
  ['progress', 10_000, true],
] as const)('a monitor with the state %s after %s minutes is there: %s', async (state, minutes, there) => {
  const number = await operation(state, minutes);
  expect((await findOperation(db.sql, all, PARENT, number))?.state ?? null).toBe(there ? state : null);
  expect(await deleteOperation(db.sql, all, PARENT, number)).toBe(there);
  expect(await findOperation(db.sql, all, PARENT, number)).toBeNull();
});
