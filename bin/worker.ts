import { PRUNE_HISTORY_SCHEDULE, pruneHistoryJob } from '../lib/jobs/definitions/prune-history';
import { SYNC_TENANTS_SCHEDULE, syncTenantsJob } from '../lib/jobs/definitions/sync-tenants';
import { handlePruneHistory } from '../lib/jobs/handlers/prune-history';
import { syncTenantsHandler } from '../lib/jobs/handlers/sync-tenants';
import { registerJob, startWorker, type RegisteredJob } from '../lib/jobs/queue';
import { openWazoAuth } from '../lib/services/wazo-auth/open';
import { ok } from '../lib/shared/result';
import { openProcessDatabase } from './process/database';
import { runService } from './process/run-service';

const JOBS: readonly RegisteredJob[] = [
  registerJob(pruneHistoryJob, handlePruneHistory, PRUNE_HISTORY_SCHEDULE),
];

await runService('worker', async ({ env, log }) => {
  const opened = openProcessDatabase(env, log, { name: 'worker', max: 4 });
  if (!opened.ok) return opened;
  const { database, heartbeat } = opened.value;
  const jobs = [...JOBS];
  if (env.wazoAuth) {
    const client = openWazoAuth(env.wazoAuth);
    if (!client.ok) return client;
    jobs.push(registerJob(syncTenantsJob, syncTenantsHandler(client.value, log), SYNC_TENANTS_SCHEDULE));
  }
  const worker = await startWorker(database, jobs, log);
  return ok({
    async stop() {
      await worker.stop();
      await heartbeat.stop();
      await database.close();
    },
  });
});
