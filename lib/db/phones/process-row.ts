import type { JsonObject } from '../../shared/json';
import type { Sql } from '../pool';

export interface ProcessRow {
  id: string;
  kind: 'phones';
  host: string;
  pid: number;
  startedAt: Date;
}

/** Writes that the process lives, and how it is. */
export async function beat(sql: Sql, process: ProcessRow, health: JsonObject): Promise<void> {
  await sql.execute(
    `INSERT INTO process (id, kind, host, pid, started_at, heartbeat_at, health) VALUES ($1, $2, $3, $4, $5, now(), $6)
     ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), health = excluded.health`,
    [process.id, process.kind, process.host, process.pid, process.startedAt, JSON.stringify(health)],
  );
}

/** A process that ends says so, so that nobody waits for its acknowledgements. */
export async function removeProcess(sql: Sql, id: string): Promise<void> {
  await sql.execute('DELETE FROM process WHERE id = $1', [id]);
}
