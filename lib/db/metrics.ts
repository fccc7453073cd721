import type { Database } from './client';
import type { Sql } from './pool';

export interface DatabaseState {
  up: boolean;
  /** Of one small query, in seconds; null: there was no answer. */
  latency: number | null;
  connections: { total: number; idle: number; waiting: number };
}

const PROBE_MS = 3_000;

/** Asks the database something small. Never rejects. */
export async function probeState({ pool, sql }: Database): Promise<DatabaseState> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), PROBE_MS);
  });
  const up = await Promise.race([
    sql.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    late,
  ]);
  clearTimeout(timer);
  return {
    up,
    latency: up ? (performance.now() - started) / 1000 : null,
    connections: { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
  };
}

export interface JobCount {
  task: string;
  /** Ready to run, waiting for its time, running, or given up. */
  state: 'ready' | 'later' | 'running' | 'failed';
  n: number;
}

/** What is in the job queue, by kind. */
export async function countJobs(sql: Sql): Promise<JobCount[]> {
  return sql.query<JobCount>(
    `SELECT task_identifier AS task, CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed'
       WHEN run_at > now() THEN 'later' ELSE 'ready' END AS state, count(*)::int AS n
     FROM graphile_worker.jobs GROUP BY 1, 2`,
  );
}

/** Deliveries of webhooks by state. */
export async function countWebhookDeliveries(sql: Sql): Promise<{ state: string; n: number }[]> {
  return sql.query('SELECT state, count(*)::int AS n FROM webhook_delivery GROUP BY state');
}
