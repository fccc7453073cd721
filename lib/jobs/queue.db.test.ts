import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { openDatabase, type Database } from '../db/client';
import { enqueue } from '../db/enqueue';
import { freeJobsOfDeadWorkers } from '../db/jobs';
import { beat } from '../db/processes';
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

const greet = { name: 'greet', payload: z.object({ name: z.string() }), maxAttempts: 1 };

it('does a job that was enqueued before a worker ran, once, and none of a transaction that failed', async () => {
  await prepareQueue(database);
  await database.transaction((sql) => enqueue(sql, greet, { name: 'Ada' }));
  const failed = database.transaction(async (sql) => {
    await enqueue(sql, greet, { name: 'Eve' });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  const greeted: string[] = [];
  const job = registerJob(greet, async (_, { name }) => void greeted.push(name));
  const worker = await startWorker(database, [job], createLogger('test', 'silent'));
  await expect
    .poll(async () => (await database.sql.query('SELECT id FROM graphile_worker.jobs')).length)
    .toBe(0);
  expect(greeted).toEqual(['Ada']);
  await worker.stop();
});

it('refuses a payload that does not fit, and keeps one job of a key', async () => {
  await prepareQueue(database);
  await enqueue<unknown>(database.sql, greet, { name: 7 }, { key: 'one' });
  await enqueue<unknown>(database.sql, greet, { name: 8 }, { key: 'one' });
  const job = registerJob(greet, async () => expect.unreachable());
  const worker = await startWorker(database, [job], createLogger('test', 'silent'));
  const jobs = () =>
    database.sql.query<{ last_error: string | null }>('SELECT last_error FROM graphile_worker.jobs');
  await expect.poll(jobs).toEqual([{ last_error: expect.stringContaining('expected string') }]);
  await worker.stop();
});

it('knows what its jobs are locked with, and gives back none of its own or of live workers, however long they run', async () => {
  await prepareQueue(database);
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const job = registerJob(greet, () => finished);
  const worker = await startWorker(database, [job], createLogger('test', 'silent'));
  await enqueue(database.sql, greet, { name: 'slow' });
  const locked = () =>
    database.sql.query<{ locked_by: string | null }>(
      `SELECT locked_by FROM graphile_worker.jobs WHERE last_error IS NULL AND locked_by IS NOT NULL`,
    );
  await expect.poll(locked).toEqual([{ locked_by: worker.ids()[0] }]);
  await database.sql.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 hour'`);
  expect(await freeJobsOfDeadWorkers(database.sql, worker.ids())).toBe(0);
  const row = { id: randomUUID(), kind: 'worker', host: 'test', pid: 1 } as const;
  await beat(database.sql, row, { workers: worker.ids() });
  expect(await freeJobsOfDeadWorkers(database.sql, [])).toBe(0);
  await database.sql.query(`UPDATE process SET heartbeat_at = now() - interval '1 minute'`);
  expect(await freeJobsOfDeadWorkers(database.sql, [])).toBe(1);
  finish();
  await worker.stop();
});
