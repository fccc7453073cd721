import pg from 'pg';
import type { Sql } from '../pool';

export interface TableShape {
  name: string;
  /** Generated columns are left out: they make themselves. `type`: as PostgreSQL writes it, e.g. `text[]`. */
  columns: { name: string; type: string }[];
}

/** What is no content: live processes, and the record of migrations, which is told by itself. */
const NOT_CONTENT = ['process', '_prisma_migrations'];

/** Our own tables, by name. */
export async function listTables(sql: Sql): Promise<TableShape[]> {
  const rows = await sql.query<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND c.relname <> ALL($1) ORDER BY c.relname, a.attnum`,
    [NOT_CONTENT],
  );
  const tables = new Map<string, TableShape>();
  for (const { table, column, type } of rows) {
    const shape = tables.get(table) ?? { name: table, columns: [] };
    shape.columns.push({ name: column, type });
    tables.set(table, shape);
  }
  return [...tables.values()];
}

export interface SequenceValue {
  name: string;
  /** The last number given; null: none yet. */
  last: string | null;
}

export async function listSequences(sql: Sql): Promise<SequenceValue[]> {
  return sql.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
}

export interface AppliedMigration {
  name: string;
  checksum: string;
}

export async function listMigrations(sql: Sql): Promise<AppliedMigration[]> {
  return sql.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  );
}

export function identifier(name: string): string {
  return pg.escapeIdentifier(name);
}
