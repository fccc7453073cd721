import type { Sql } from './pool';

/** Tables that only grow, and the column that tells how old a row is. */
const HISTORY = {
  phone_event: { key: 'id', age: 'last_at' },
  security_event: { key: 'id', age: 'at' },
  audit: { key: 'id', age: 'at' },
  learn_session: { key: 'id', age: 'ends_at' },
  device_upload: { key: 'id', age: 'received_at' },
  operation: { key: '(parent, number)', age: 'finished_at' },
} as const;

export type HistoryTable = keyof typeof HISTORY;

/** Deletes at most `limit` rows older than `days`, the oldest first, and returns how many. */
export async function deleteOlderThan(
  sql: Sql,
  table: HistoryTable,
  days: number,
  limit: number,
): Promise<number> {
  const { key, age } = HISTORY[table];
  return sql.execute(
    `DELETE FROM ${table} WHERE ${key} IN (
       SELECT ${key.replace(/[()]/g, '')} FROM ${table} WHERE ${age} < now() - $1 * interval '1 day' ORDER BY ${age} LIMIT $2
     )`,
    [days, limit],
  );
}
