import type { JobDefinition } from '../jobs/definitions/job';
import type { Sql } from './pool';

/**
 * Puts a job into the queue, in the transaction of the write that causes it. `key`: a waiting job with the same key is
 * replaced, so that many writes cause one job. `delayMs`: not before so many milliseconds from now. `queue`: jobs of one
 * queue are done one after the other.
 */
export async function enqueue<Payload>(
  sql: Sql,
  definition: JobDefinition<Payload>,
  payload: Payload,
  options: { key?: string; delayMs?: number; queue?: string } = {},
): Promise<void> {
  await sql.query(
    `SELECT graphile_worker.add_job($1, payload := $2::json, max_attempts := $3, job_key := $4,
       run_at := now() + $5::double precision * interval '1 millisecond', queue_name := $6)`,
    [
      definition.name,
      JSON.stringify(payload),
      definition.maxAttempts ?? 25,
      options.key ?? null,
      options.delayMs ?? 0,
      options.queue ?? null,
    ],
  );
}
