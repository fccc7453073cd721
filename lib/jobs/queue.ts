import { EventEmitter } from 'node:events';
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Database } from '../db/client';
import { freeJobsOfDeadWorkers } from '../db/jobs';
import type { Logger } from '../shared/logger';
import type { JobDefinition } from './definitions/job';

/** Downloads of firmware take minutes, and others must not wait for them. */
const CONCURRENCY = 4;
const FREE_MS = 5_000;

/** Which try of a job this is. */
export interface JobAttempt {
  /** It is not tried again, whatever comes of this. */
  last: boolean;
  /** The tries before ended without a word: their process was killed. */
  interrupted: boolean;
}

/** A kind of job with what does it. `schedule`: also enqueue it by itself, at these times (cron's words, UTC). */
export interface RegisteredJob {
  definition: JobDefinition<unknown>;
  handle(database: Database, payload: unknown, attempt: JobAttempt): Promise<void>;
  schedule?: string;
}

/** Ties a handler to its definition: the payload is checked before the handler sees it. */
export function registerJob<Payload>(
  definition: JobDefinition<Payload>,
  handle: (database: Database, payload: Payload, attempt: JobAttempt) => Promise<void>,
  schedule?: string,
): RegisteredJob {
  return {
    definition,
    handle: async (database, payload, attempt) =>
      handle(database, definition.payload.parse(payload), attempt),
    ...(schedule === undefined ? {} : { schedule }),
  };
}

/** Makes the tables of the queue, so that jobs can be enqueued before a worker has ever run. */
export async function prepareQueue(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool, logger: quiet() });
}

export interface Worker {
  /** What it locks jobs with; others see by these whether it lives. */
  ids(): string[];
  stop(): Promise<void>;
}

/**
 * Takes jobs from the queue until it is stopped; a job that runs then is finished first. Jobs of workers that were
 * killed are given back soon after: the rows of live processes name their workers (`health.workers`).
 */
export async function startWorker(
  database: Database,
  jobs: readonly RegisteredJob[],
  log: Logger,
): Promise<Worker> {
  const taskList: TaskList = {};
  for (const job of jobs)
    taskList[job.definition.name] = (payload, { job: { attempts, max_attempts, last_error } }) =>
      job.handle(database, payload, {
        last: attempts >= max_attempts,
        interrupted: attempts > 1 && last_error === null,
      });
  const ids = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked by the pool that the workers are of.
  events.on('pool:create', ({ workerPool }) => void ids.add(workerPool.id));
  const runner = await run({
    pgPool: database.pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: adapt(log),
    taskList,
    events,
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ definition, schedule }) =>
        schedule === undefined
          ? []
          : [
              {
                task: definition.name,
                match: schedule,
                options: { maxAttempts: definition.maxAttempts ?? 25 },
              },
            ],
      ),
    ),
  });
  const free = (): void => {
    freeJobsOfDeadWorkers(database.sql, [...ids]).then(
      (count) => count > 0 && log.warn({ workers: count }, 'jobs of workers that ended were given back'),
      (cause: unknown) => log.debug({ err: cause }, 'jobs of dead workers could not be looked for'),
    );
  };
  const timer = setInterval(free, FREE_MS);
  return {
    ids: () => [...ids],
    async stop() {
      clearInterval(timer);
      await runner.stop();
    },
  };
}

/** Errors and warnings of the queue go to our log; its news of every job do not. */
function adapt(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}

function quiet(): WorkerLogger {
  return new WorkerLogger(() => () => undefined);
}
