import type { Sql } from './pool';

/** Others that want the same wait until this transaction ends. */
export async function lockJobKey(sql: Sql, key: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`job ${key}`]);
}

/** Is a job of this key waiting, running, or to be tried again? */
export async function isJobUnderWay(sql: Sql, key: string): Promise<boolean> {
  const [row] = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM graphile_worker.jobs WHERE key = $1 AND (locked_at IS NOT NULL OR attempts < max_attempts)
     ) AS found`,
    [key],
  );
  return row?.found ?? false;
}

/** A worker that has not beaten for this long is gone, and what it did is free for another. */
const SILENT_S = 15;

/**
 * Gives back the jobs of workers that are gone. Each worker process says in its row of live processes what it locks
 * jobs with.
 * `own`: those of this process, which lives, whatever its row says.
 */
export async function freeJobsOfDeadWorkers(sql: Sql, own: readonly string[]): Promise<number> {
  const rows = await sql.query<{ id: string }>(
    `WITH live AS (
       SELECT jsonb_array_elements_text(health->'workers') AS id FROM process
       WHERE kind = 'worker' AND jsonb_typeof(health->'workers') = 'array'
         AND heartbeat_at > now() - $2 * interval '1 second'
     )
     SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs
     WHERE locked_by IS NOT NULL AND locked_at < now() - $2 * interval '1 second'
       AND NOT locked_by = ANY($1::text[]) AND locked_by NOT IN (SELECT id FROM live)`,
    [own, SILENT_S],
  );
  if (rows.length === 0) return 0;
  await sql.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [rows.map(({ id }) => id)]);
  return rows.length;
}
