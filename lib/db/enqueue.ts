import type { JobDefinition } from '../jobs/definitions/job';
import type { Sql } from './pool';

/**
 * Puts a job into the queue, in the transaction of the write that causes it. `key`: a waiting job with the same key is
 * replaced, so that many writes cause one job.
 */
export async function enqueue<Payload>(
  sql: Sql,
  definition: JobDefinition<Payload>,
  payload: Payload,
  options: { key?: string } = {},
): Promise<void> {
  await sql.query(
    'SELECT graphile_worker.add_job($1, payload := $2::json, max_attempts := $3, job_key := $4)',
    [definition.name, JSON.stringify(payload), definition.maxAttempts ?? 25, options.key ?? null],
  );
}
