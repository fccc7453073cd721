import type { Database } from '../client';
import { applyMigration, migrationsBelow, type Migration } from '../migrate';
import { isUnreachable, sqlOf, type Sql } from '../pool';
import type { DumpedRow } from './dump';
import { identifier, listTables, type AppliedMigration, type TableShape } from './schema';

/** A database that is being filled anew. Nobody sees anything of it before the end, and nothing when that fails. */
export interface Load {
  sql: Sql;
  /** Makes ready for rows of a table; throws `LoadProblem` when it has not these columns. */
  begin(table: string, columns: readonly string[]): void;
  rows(rows: readonly DumpedRow[]): Promise<void>;
  sequence(name: string, last: string): Promise<void>;
}

/** The archive does not fit this database or this version of Offhook; the message is for people. */
export class LoadProblem extends Error {}

/** Whether it holds anything that an administrator would miss. */
export async function holdsData(sql: Sql, ownConfigs: readonly string[]): Promise<boolean> {
  const [found] = await sql.query<{ made: boolean }>(
    `SELECT to_regclass('public.device') IS NOT NULL AND to_regclass('public.config') IS NOT NULL AS made`,
  );
  if (!found?.made) return false;
  const [row] = await sql.query<{ data: boolean }>(
    `SELECT EXISTS (SELECT FROM device) OR EXISTS (SELECT FROM config WHERE id <> ALL($1))
       OR (SELECT count(*) FROM tenant) > 1 OR (SELECT count(*) FROM "user") > 1 AS data`,
    [ownConfigs],
  );
  return row?.data ?? false;
}

/**
 * Replaces everything in the database, in one transaction: tables are made as they were when the archive was written
 * (`migrations`), `fill` puts the rows in, then the newer migrations do with them what they would have done to an installation
 * that was upgraded.
 */
export async function replaceContents<T>(
  database: Database,
  options: { migrationsDir: string; migrations: readonly AppliedMigration[] },
  fill: (load: Load) => Promise<T>,
): Promise<T> {
  const known = await migrationsBelow(options.migrationsDir);
  const [before, after] = splitMigrations(known, options.migrations);
  const client = await database.pool.connect();
  let done = false;
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(`SET LOCAL TimeZone = 'UTC'`);
    const sql = sqlOf(client);
    await dropEverything(sql);
    for (const migration of before) await applyMigration(client, migration);
    const keys = await dropForeignKeys(sql);
    const value = await fill(createLoad(sql, await listTables(sql)));
    for (const key of keys) await sql.execute(key.restore);
    for (const migration of after) await applyMigration(client, migration);
    await forgetJobs(sql);
    await client.query('COMMIT');
    done = true;
    return value;
  } finally {
    if (!done) await client.query('ROLLBACK').catch(() => undefined);
    client.release(true);
  }
}

function splitMigrations(
  known: readonly Migration[],
  had: readonly AppliedMigration[],
): [Migration[], Migration[]] {
  const names = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of had) {
    if (names.get(name)?.checksum === checksum) continue;
    const why = names.has(name) ? 'differs from the one here' : 'is not known here';
    throw new LoadProblem(
      `its database has the migration ${name}, which ${why}. Restore it with the version of Offhook that wrote it, or a newer one`,
    );
  }
  const applied = new Set(had.map(({ name }) => name));
  return [known.filter(({ name }) => applied.has(name)), known.filter(({ name }) => !applied.has(name))];
}

async function dropEverything(sql: Sql): Promise<void> {
  const tables = await sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  );
  for (const { name } of tables) await sql.execute(`DROP TABLE ${identifier(name)} CASCADE`);
  const sequences = await sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
  );
  for (const { name } of sequences) await sql.execute(`DROP SEQUENCE ${identifier(name)}`);
}

/** Rows then may come in any order; putting the keys back checks all of them. */
async function dropForeignKeys(sql: Sql): Promise<{ restore: string }[]> {
  const keys = await sql.query<{ table: string; name: string; definition: string }>(
    `SELECT c.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of keys)
    await sql.execute(`ALTER TABLE ${identifier(table)} DROP CONSTRAINT ${identifier(name)}`);
  return keys.map(({ table, name, definition }) => ({
    restore: `ALTER TABLE ${identifier(table)} ADD CONSTRAINT ${identifier(name)} ${definition}`,
  }));
}

function createLoad(sql: Sql, tables: readonly TableShape[]): Load {
  let insert = '';
  let width = 0;
  let place = '';
  return {
    sql,
    begin(name, columns) {
      const table = tables.find((one) => one.name === name);
      if (!table) throw new LoadProblem(`it holds a table ${name} that there is not`);
      const types = columns.map((column) => {
        const found = table.columns.find((one) => one.name === column);
        if (!found) throw new LoadProblem(`its table ${name} has a column ${column} that there is not`);
        return found.type;
      });
      const names = columns.map(identifier).join(', ');
      const values = types.map((type, i) => `u.c${i}::${type}`).join(', ');
      const arrays = types.map((_, i) => `$${i + 1}::text[]`).join(', ');
      const as = types.map((_, i) => `c${i}`).join(', ');
      width = columns.length;
      place = name;
      insert = `INSERT INTO ${identifier(name)} (${names}) SELECT ${values} FROM unnest(${arrays}) AS u(${as})`;
    },
    async rows(rows) {
      if (rows.some((row) => row.length !== width))
        throw new LoadProblem('a row has another width than its table');
      if (rows.length === 0) return;
      const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null));
      await sql.execute(insert, columns).catch((cause: unknown) => {
        if (isUnreachable(cause)) throw cause;
        throw new LoadProblem(`rows of its table ${place} can't be stored`, { cause });
      });
    },
    async sequence(name, last) {
      await sql.query('SELECT setval($1::regclass, $2::bigint)', [`public.${identifier(name)}`, last]);
    },
  };
}

/** Work that waited was about rows that are gone. */
async function forgetJobs(sql: Sql): Promise<void> {
  const [found] = await sql.query<{ there: boolean }>(
    `SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS there`,
  );
  if (found?.there) await sql.execute('DELETE FROM graphile_worker._private_jobs');
}
