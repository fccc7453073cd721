import type { Sql } from './pool';

export interface ProcessRow {
  /** UUID of this run of the process; what it signs acknowledgements with. */
  id: string;
  kind: 'console' | 'phones' | 'worker';
  host: string;
  pid: number;
}

/** A process that has not beaten for this long is removed from the list. */
const FORGET_AFTER = '1 hour';

/** Says that the process lives, and how it is. `health` is a JSON object for people. */
export async function beat(sql: Sql, row: ProcessRow, health: Record<string, unknown> = {}): Promise<void> {
  await sql.execute(
    `INSERT INTO process (id, kind, host, pid, started_at, heartbeat_at, health)
     VALUES ($1, $2, $3, $4, now(), now(), $5::jsonb)
     ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), health = excluded.health`,
    [row.id, row.kind, row.host, row.pid, JSON.stringify(health)],
  );
}

/** Says that the process ends: nobody waits for it any more. */
export async function removeProcess(sql: Sql, id: string): Promise<void> {
  await sql.execute('DELETE FROM process WHERE id = $1', [id]);
}

/** How many processes have beaten in the last 10 s. */
export async function countLiveProcesses(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM process WHERE heartbeat_at > now() - interval '10 seconds'`,
  );
  return row?.count ?? 0;
}

export async function forgetDeadProcesses(sql: Sql): Promise<number> {
  return sql.execute(`DELETE FROM process WHERE heartbeat_at < now() - $1::interval`, [FORGET_AFTER]);
}
