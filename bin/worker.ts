import { bulkDevicesJob } from '../lib/jobs/definitions/bulk-devices';
import { deliverWebhooksJob } from '../lib/jobs/definitions/deliver-webhooks';
import {
  installPackageJob,
  installPluginJob,
  reconfigurePluginJob,
  updatePluginIndexJob,
} from '../lib/jobs/definitions/plugins';
import { PRUNE_HISTORY_SCHEDULE, pruneHistoryJob } from '../lib/jobs/definitions/prune-history';
import { PRUNE_WEBHOOKS_SCHEDULE, pruneWebhooksJob } from '../lib/jobs/definitions/prune-webhooks';
import { SYNC_TENANTS_SCHEDULE, syncTenantsJob } from '../lib/jobs/definitions/sync-tenants';
import { bulkDevicesHandler } from '../lib/jobs/handlers/bulk-devices';
import { pluginHandlers } from '../lib/jobs/handlers/plugins';
import { handlePruneHistory } from '../lib/jobs/handlers/prune-history';
import { syncTenantsHandler } from '../lib/jobs/handlers/sync-tenants';
import { handlePruneWebhooks, webhookDeliverer } from '../lib/jobs/handlers/webhooks';
import { registerJob, startWorker, type RegisteredJob, type Worker } from '../lib/jobs/queue';
import { closeRenderer, consoleRenderer } from '../lib/services/console/renderer';
import { workerReporter } from '../lib/services/metrics/samples';
import { openWazoAuth } from '../lib/services/wazo-auth/open';
import { openWorkerContext } from '../lib/services/worker-context';
import { startWebhookFeed } from '../lib/services/webhooks/feed';
import { Networks } from '../lib/shared/network';
import { ok } from '../lib/shared/result';
import { bundledPlugins } from './commands/plugin-folders';
import { openProcessDatabase } from './process/database';
import { openHealth } from './process/health';
import { runService } from './process/run-service';

await runService('worker', async ({ env, log }) => {
  let worker: Worker | null = null;
  const health = () => ({ workers: worker?.ids() ?? [] });
  const opened = openProcessDatabase(env, log, { name: 'worker', max: 10, health });
  if (!opened.ok) return opened;
  const { database, heartbeat } = opened.value;
  const context = openWorkerContext({
    database,
    logger: log,
    dataDir: env.dataDir,
    shipped: bundledPlugins(),
    publicUrl: env.publicUrl,
    tftpPort: env.tftpPort,
    render: consoleRenderer,
  });
  const plugins = pluginHandlers(() => context.services());
  const jobs: RegisteredJob[] = [
    registerJob(pruneHistoryJob, handlePruneHistory, PRUNE_HISTORY_SCHEDULE),
    registerJob(deliverWebhooksJob, webhookDeliverer({ allowed: new Networks(env.webhookNetworks) })),
    registerJob(pruneWebhooksJob, handlePruneWebhooks, PRUNE_WEBHOOKS_SCHEDULE),
    registerJob(
      bulkDevicesJob,
      bulkDevicesHandler(() => context.services()),
    ),
    registerJob(updatePluginIndexJob, plugins.updateIndex),
    registerJob(installPluginJob, plugins.installPlugin),
    registerJob(installPackageJob, plugins.installPackage),
    registerJob(reconfigurePluginJob, plugins.reconfigurePlugin),
  ];
  if (env.wazoAuth) {
    const client = openWazoAuth(env.wazoAuth);
    if (!client.ok) return client;
    jobs.push(registerJob(syncTenantsJob, syncTenantsHandler(client.value, log), SYNC_TENANTS_SCHEDULE));
  }
  worker = await startWorker(database, jobs, log);
  const feed = startWebhookFeed(database, { unreachableHours: env.unreachableHours, log });
  const figures = await openHealth(env.workerHealthPort, 'OFFHOOK_WORKER_HEALTH_PORT', {
    logger: log,
    report: workerReporter(database),
  });
  return ok({
    async stop() {
      await figures.close();
      await feed.close();
      await worker?.stop();
      await context.close();
      await closeRenderer();
      await heartbeat.stop();
      await database.close();
    },
  });
});
