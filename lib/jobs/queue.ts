import { Logger as WorkerLogger, parseCronItems, run, runMigrations, type TaskList } from 'graphile-worker';
import type { Database } from '../db/client';
import type { Logger } from '../shared/logger';
import type { JobDefinition } from './definitions/job';

const CONCURRENCY = 2;

/** A kind of job with what does it. `schedule`: also enqueue it by itself, at these times (cron's words, UTC). */
export interface RegisteredJob {
  definition: JobDefinition<unknown>;
  handle(database: Database, payload: unknown): Promise<void>;
  schedule?: string;
}

/** Ties a handler to its definition: the payload is checked before the handler sees it. */
export function registerJob<Payload>(
  definition: JobDefinition<Payload>,
  handle: (database: Database, payload: Payload) => Promise<void>,
  schedule?: string,
): RegisteredJob {
  return {
    definition,
    handle: async (database, payload) => handle(database, definition.payload.parse(payload)),
    ...(schedule === undefined ? {} : { schedule }),
  };
}

/** Makes the tables of the queue, so that jobs can be enqueued before a worker has ever run. */
export async function prepareQueue(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool, logger: quiet() });
}

/** Takes jobs from the queue until it is stopped; a job that runs then is finished first. */
export async function startWorker(
  database: Database,
  jobs: readonly RegisteredJob[],
  log: Logger,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {};
  for (const job of jobs) taskList[job.definition.name] = (payload) => job.handle(database, payload);
  const runner = await run({
    pgPool: database.pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: adapt(log),
    taskList,
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
  return { stop: () => runner.stop() };
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
