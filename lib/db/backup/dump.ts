import type { Database } from '../client';
import { sqlOf, type Sql } from '../pool';
import {
  identifier,
  listMigrations,
  listSequences,
  listTables,
  type AppliedMigration,
  type SequenceValue,
  type TableShape,
} from './schema';

/** One column is a text as PostgreSQL writes it, or null. */
export type DumpedRow = (string | null)[];

/** The database as it was at one moment, however long the reading takes. */
export interface Snapshot {
  tables: readonly TableShape[];
  sequences: readonly SequenceValue[];
  migrations: readonly AppliedMigration[];
  masterTenant: string;
  count(table: TableShape): Promise<number>;
  rows(table: TableShape): AsyncGenerator<DumpedRow[]>;
}

const BATCH = 200;

/** Texts that any server reads alike. */
const WRITTEN_ALIKE = [
  `SET LOCAL TimeZone = 'UTC'`,
  `SET LOCAL DateStyle = 'ISO'`,
  `SET LOCAL bytea_output = 'hex'`,
];

/** Gives `work` a snapshot; writers are not held up. */
export async function withSnapshot<T>(
  database: Database,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    for (const setting of WRITTEN_ALIKE) await client.query(setting);
    const sql = sqlOf(client);
    const [root] = await sql.query<{ id: string }>('SELECT id FROM tenant WHERE parent_id IS NULL');
    const snapshot: Snapshot = {
      tables: await listTables(sql),
      sequences: await listSequences(sql),
      migrations: await listMigrations(sql),
      masterTenant: root?.id ?? '',
      async count({ name }) {
        const [row] = await sql.query<{ n: number }>(`SELECT count(*)::float8 AS n FROM ${identifier(name)}`);
        return row?.n ?? 0;
      },
      rows: (table) => readRows(sql, table),
    };
    const value = await work(snapshot);
    await client.query('COMMIT');
    return value;
  } finally {
    client.release(true); // its settings and an unfinished cursor go with it
  }
}

async function* readRows(sql: Sql, { name, columns }: TableShape): AsyncGenerator<DumpedRow[]> {
  const texts = columns.map((column, i) => `${identifier(column.name)}::text AS c${i}`).join(', ');
  await sql.execute(`DECLARE backup NO SCROLL CURSOR FOR SELECT ${texts} FROM ${identifier(name)}`);
  for (;;) {
    const rows = await sql.query<Record<string, string | null>>(`FETCH ${BATCH} FROM backup`);
    if (rows.length === 0) break;
    yield rows.map((row) => columns.map((_, i) => row[`c${i}`] ?? null));
  }
  await sql.execute('CLOSE backup');
}
