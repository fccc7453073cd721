import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createChangeWriter } from '../db/changes';
import type { Database } from '../db/client';
import { readWorld } from '../db/phones/read-world';
import { packageFolders, sweep } from '../packages/folders';
import { usedTrees } from '../packages/line-store';
import type { PluginRegistry } from '../plugins/registry';
import { PluginWatch } from '../plugins/watch';
import type { Logger } from '../shared/logger';
import type { ServiceContext } from './context';
import { createServiceContext } from './create-context';
import { currentRegistry } from './plugins/current-registry';
import type { RenderPort } from './phones/render-port';
import { createAmiNotifier } from './telephony/notifier';

export interface WorkerContextOptions {
  database: Database;
  logger: Logger;
  dataDir: string;
  /** The families that come with Offhook. */
  shipped: string;
  publicUrl: string | null;
  tftpPort: number;
  render: Pick<RenderPort, 'device'>;
}

export interface WorkerContext {
  services(): Promise<ServiceContext>;
  close(): Promise<void>;
}

/** What jobs work on. Opens nothing before the first job that needs it. */
export function openWorkerContext(options: WorkerContextOptions): WorkerContext {
  const { database, logger, publicUrl, tftpPort } = options;
  const packages = packageFolders(options.dataDir, options.shipped);
  let registry: Promise<PluginRegistry> | null = null;
  const refresh = (): void => {
    registry = null;
  };
  const plugins = new PluginWatch([join(options.dataDir, 'plugins'), options.shipped], {
    packages: packages.root,
    onChange: refresh,
    onProblems: () => {}, // the phones' process tells them
  });
  const read = (): Promise<PluginRegistry> => {
    const reading = (registry ??= plugins.registry());
    reading.catch(refresh);
    return reading;
  };
  const changes = createChangeWriter(database, { origin: randomUUID() });
  let context: Promise<ServiceContext> | null = null;
  const open = async (): Promise<ServiceContext> => {
    await sweep(packages.root, await usedTrees(packages.root));
    const { masterTenant } = await readWorld(database.sql, database.keyring);
    return createServiceContext({
      database,
      changes,
      masterTenant,
      logger,
      packages,
      server: { publicUrl, tftpPort },
      notifier: createAmiNotifier({ database, masterTenant }),
      registry: currentRegistry(packages.root, { read, refresh }),
      render: options.render,
    });
  };
  return {
    services() {
      const opening = (context ??= open());
      opening.catch(() => {
        context = null;
      });
      return opening;
    },
    async close() {
      plugins.close();
      await changes.close();
    },
  };
}
