import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { migrate } from './migrate';

let database: TestDatabase;
let dir: string;

beforeEach(async () => {
  database = await createTestDatabase('empty');
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-migrations-'));
  return async () => {
    await database.drop();
    fs.rmSync(dir, { recursive: true });
  };
});

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(dir, name), { recursive: true });
  fs.writeFileSync(path.join(dir, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  await client.end();
  return rows.map((row) => row.name);
}

describe('migrate', () => {
  it('applies what is missing, in order, once', async () => {
    write('2_b', 'ALTER TABLE a ADD COLUMN y int; CREATE TABLE b (x int);');
    write('1_a', 'CREATE TABLE a (x int);');
    expect(await migrate(database.url, dir)).toEqual({ ok: true, value: ['1_a', '2_b'] });
    expect(await migrate(database.url, dir)).toEqual({ ok: true, value: [] });
    expect(await tables()).toEqual(['_prisma_migrations', 'a', 'b']);
  });

  it('leaves nothing of a migration that fails', async () => {
    write('1_a', 'CREATE TABLE a (x int); SELECT 1/0;');
    await expect(migrate(database.url, dir)).rejects.toThrow('migration 1_a failed: division by zero');
    expect(await tables()).toEqual(['_prisma_migrations']);
    write('1_a', 'CREATE TABLE a (x int);');
    expect(await migrate(database.url, dir)).toEqual({ ok: true, value: ['1_a'] });
  });

  it('refuses a migration that was edited, and a database of a newer version', async () => {
    write('1_a', 'CREATE TABLE a (x int);');
    await migrate(database.url, dir);
    write('1_a', 'CREATE TABLE a (x bigint);');
    expect(await migrate(database.url, dir)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    fs.rmSync(path.join(dir, '1_a'), { recursive: true });
    const refused = await migrate(database.url, dir);
    expect(refused.ok ? '' : refused.error.message).toContain('newer Offhook');
  });

  it('runs once when several processes start together', async () => {
    write('1_a', 'CREATE TABLE a (x int); SELECT pg_sleep(0.1);');
    const results = await Promise.all([1, 2, 3].map(() => migrate(database.url, dir)));
    expect(results.flatMap((result) => (result.ok ? result.value : ['failed']))).toEqual(['1_a']);
  });
});

describe('the migrations of this repository', () => {
  let real: TestDatabase;
  beforeAll(async () => {
    real = await createTestDatabase();
  });
  afterAll(() => real.drop());

  it('are all applied in a test database', async () => {
    expect(await migrate(real.url, path.resolve('prisma/migrations'))).toEqual({ ok: true, value: [] });
  });
});
