import { PRUNE_HISTORY_SCHEDULE, pruneHistoryJob } from '../lib/jobs/definitions/prune-history';
import { handlePruneHistory } from '../lib/jobs/handlers/prune-history';
import { registerJob, startWorker } from '../lib/jobs/queue';
import { ok } from '../lib/shared/result';
import { openProcessDatabase } from './process/database';
import { runService } from './process/run-service';

const JOBS = [registerJob(pruneHistoryJob, handlePruneHistory, PRUNE_HISTORY_SCHEDULE)];

await runService('worker', async ({ env, log }) => {
  const opened = openProcessDatabase(env, log, { name: 'worker', max: 4 });
  if (!opened.ok) return opened;
  const { database, heartbeat } = opened.value;
  const worker = await startWorker(database, JOBS, log);
  return ok({
    async stop() {
      await worker.stop();
      await heartbeat.stop();
      await database.close();
    },
  });
});
