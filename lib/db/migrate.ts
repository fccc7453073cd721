import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { permissionRefusal } from './permission';

/** The advisory lock that Prisma's own `migrate deploy` takes, so that the two never run at once. */
const MIGRATION_LOCK = 72_707_369;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies the SQL migrations below `dir` that the database lacks, each in a transaction, and returns their names.
 * Keeps Prisma's table and checksums, so that its tools see the same state. Safe to run from several processes.
 */
export async function migrate(databaseUrl: string, dir: string): Promise<Result<string[]>> {
  const migrations = await migrationsBelow(dir);
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // a connection that breaks makes the next statement fail; that is told
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<{
      migration_name: string;
      checksum: string;
      finished_at: Date | null;
    }>('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL');
    const recorded = new Map(rows.map((row) => [row.migration_name, row]));
    const unknown = rows.find((row) => !migrations.some(({ name }) => name === row.migration_name));
    if (unknown) {
      return refuse(
        `it has migration ${unknown.migration_name}, which this version of Offhook does not know. Use a newer Offhook.`,
      );
    }
    const applied: string[] = [];
    for (const migration of migrations) {
      const record = recorded.get(migration.name);
      if (record && !record.finished_at)
        return refuse(`migration ${migration.name} failed before and has to be resolved by hand.`);
      if (record && record.checksum !== migration.checksum)
        return refuse(`migration ${migration.name} was edited after it was applied.`);
      if (record) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    return ok(applied);
  } catch (cause) {
    const refusal = permissionRefusal(cause, databaseUrl);
    if (refusal === null) throw cause;
    return err(refusal);
  } finally {
    await client.end();
  }
}

function refuse(why: string): Result<never> {
  return err(appError('conflict', `The database can't be brought up to date: ${why}`));
}

/** In the order in which they are applied. */
export async function migrationsBelow(dir: string): Promise<Migration[]> {
  const folders = (await fs.readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await fs.readFile(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await applyMigration(client, migration);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`migration ${migration.name} failed: ${why}`, { cause });
  }
}

/** Within the caller's transaction. */
export async function applyMigration(
  client: Pick<pg.Client, 'query'>,
  { name, sql, checksum }: Migration,
): Promise<void> {
  await client.query(CREATE_TABLE);
  await client.query(sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
