import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { openDatabase, type Database } from '../db/client';
import { generateKeyFile, Keyring } from '../shared/keyring';
import { createLogger } from '../shared/logger';
import { prepareQueue, registerJob, startWorker } from './queue';

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()) });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

it('does a job that was enqueued before a worker ran, once, and refuses a payload that does not fit', async () => {
  await prepareQueue(database);
  const enqueue = (payload: unknown) =>
    database.sql.query(`SELECT graphile_worker.add_job('greet', payload := $1::json, max_attempts := 1)`, [
      JSON.stringify(payload),
    ]);
  await enqueue({ name: 'Ada' });
  await enqueue({ name: 7 });
  const greeted: string[] = [];
  const job = registerJob(
    { name: 'greet', payload: z.object({ name: z.string() }) },
    async (_, { name }) => void greeted.push(name),
  );
  const worker = await startWorker(database, [job], createLogger('test', 'silent'));
  await expect
    .poll(async () => (await database.sql.query('SELECT last_error FROM graphile_worker.jobs')).length)
    .toBe(1);
  await expect
    .poll(
      async () =>
        (
          await database.sql.query<{ last_error: string | null }>(
            'SELECT last_error FROM graphile_worker.jobs',
          )
        )[0]?.last_error,
    )
    .toContain('expected string');
  expect(greeted).toEqual(['Ada']);
  await worker.stop();
});
