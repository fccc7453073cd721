import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { openPhonePools } from './pools';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('survives that the database goes away between two statements of a transaction', async () => {
  const pools = openPhonePools(test.url, () => undefined);
  const client = await pools.write.connect();
  await client.query('BEGIN');
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const broken = new Promise<void>((done) => client.once('end', done));
  await pools.read.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await broken; // without a listener of the pool's own, the error that comes before this would end the process
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  expect((await pools.write.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pools.close();
});
