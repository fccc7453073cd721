import { randomUUID } from 'node:crypto';
import { createChangeWriter } from '../../db/changes';
import type { Database } from '../../db/client';
import { findLine, type PluginRegistry } from '../../plugins/registry';
import { renderDevice } from '../../render/render-device';
import { appError } from '../../shared/errors';
import { systemClock } from '../../shared/clock';
import type { Logger } from '../../shared/logger';
import { err } from '../../shared/result';
import type { ServerAddresses, ServiceContext } from '../context';
import { createRenderConfigurator } from '../render-configurator';

interface Parts {
  database: Database;
  masterTenant: string;
  plugins: () => Promise<PluginRegistry>;
  logger: Logger;
  server: ServerAddresses;
}

/** The use cases of devices and configs, as the console's pages run them. */
export function createServiceContext({ database, masterTenant, plugins, logger, server }: Parts): ServiceContext {
  return {
    database,
    changes: createChangeWriter(database, {
      origin: randomUUID(),
      onListenError: (error) => logger.warn({ err: error }, 'acknowledgements of phone processes are not heard'),
    }),
    masterTenant,
    clock: systemClock,
    logger,
    plugins: {
      list: async () => [...(await plugins()).lines.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      find: async (name) => findLine(await plugins(), name),
    },
    configurator: createRenderConfigurator({
      database,
      masterTenant,
      render: { device: (line, input, custom) => Promise.resolve(renderDevice(line, input, custom)) },
      clock: systemClock,
    }),
    leases: { commit: () => Promise.reject(new Error('Pages take no leases.')) },
    notifier: {
      notify: () =>
        Promise.resolve(err(appError('unavailable', 'No way to reach phones is set up; restart the phone instead.'))),
    },
    server,
  };
}
