import type { Sql } from '../pool';

/** The last revision that was given out. */
export async function lastRevision(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ last: number }>('SELECT last_value::float8 AS last FROM offhook_revision');
  return row?.last ?? 0;
}

/** Ids of the configs with a later revision. */
export async function configsSince(sql: Sql, revision: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>('SELECT id FROM config WHERE revision > $1', [revision]);
  return rows.map((row) => row.id);
}

/** Those of `ids` that are configs. */
export async function existingConfigs(sql: Sql, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>('SELECT id FROM config WHERE id = ANY($1::text[])', [ids]);
  return new Set(rows.map((row) => row.id));
}
