import type { ChangeWriter } from '../db/changes';
import type { Database } from '../db/client';
import { readWorld } from '../db/phones/read-world';
import type { PackageFolders } from '../packages/folders';
import { findLine, type PluginRegistry } from '../plugins/registry';
import { systemClock, type Clock } from '../shared/clock';
import type { Logger } from '../shared/logger';
import type { PhoneNotifier, ServerAddresses, ServiceContext } from './context';
import { noNotifier } from './no-notifier';
import type { RenderPort } from './phones/render-port';
import { buildWorld, updateWorld, type PhoneWorld } from './phones/world';
import type { TokenAuthority } from './wazo-auth/wazo-auth';
import { createRenderConfigurator } from './render-configurator';

export interface ServiceContextOptions {
  database: Database;
  changes: ChangeWriter;
  masterTenant: string;
  logger: Logger;
  server: ServerAddresses;
  /** The installed plugins, as they are on disk now. The same object until something there changes. */
  registry: () => Promise<PluginRegistry>;
  render: Pick<RenderPort, 'device'>;
  /** Default: plugins can't be installed. */
  packages?: PackageFolders;
  /** Default: phones can't be notified. */
  notifier?: PhoneNotifier;
  clock?: Clock;
  /** Default: only our own tokens count. */
  tokenAuthority?: TokenAuthority;
}

/** Puts together what use cases work on. */
export function createServiceContext(options: ServiceContextOptions): ServiceContext {
  const { database, masterTenant, registry, render } = options;
  const clock = options.clock ?? systemClock;
  let last: { registry: PluginRegistry; world: PhoneWorld } | null = null;
  return {
    database,
    changes: options.changes,
    masterTenant,
    clock,
    logger: options.logger,
    server: options.server,
    packages: options.packages ?? null,
    notifier: options.notifier ?? noNotifier,
    tokenAuthority: options.tokenAuthority,
    plugins: {
      list: async () => {
        const { lines } = await registry();
        return [...lines.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      },
      find: async (name) => findLine(await registry(), name),
      folderOf: async (id) => (await registry()).folders.get(id) ?? null,
    },
    configurator: createRenderConfigurator({
      masterTenant,
      render,
      clock,
      urlKeys: options.server.urlKeys ?? false,
    }),
    world: async () => {
      const [now, stored] = await Promise.all([registry(), readWorld(database.sql, database.keyring)]);
      // Rules are compiled once for each state of the registry; settings are read every time.
      last =
        last?.registry === now
          ? { registry: now, world: updateWorld(last.world, stored, options.server) }
          : { registry: now, world: buildWorld(stored, now, options.server) };
      return last.world;
    },
  };
}
