import http from 'node:http';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCompatHandler } from '../../lib/compat/node-adapter';
import { createChangeWriter } from '../../lib/db/changes';
import { openDatabase } from '../../lib/db/client';
import { prepareQueue } from '../../lib/jobs/queue';
import { packageFolders } from '../../lib/packages/folders';
import { readRegistry } from '../../lib/plugins/registry';
import { renderDevice } from '../../lib/render/render-device';
import type { ServiceContext } from '../../lib/services/context';
import { createServiceContext } from '../../lib/services/create-context';
import { setUp } from '../../lib/services/setup/set-up';
import { Keyring, generateKeyFile } from '../../lib/shared/keyring';
import { createLogger } from '../../lib/shared/logger';

export interface CompatServer {
  /** With the version, without a slash at its end. */
  base: string;
  token: string;
  masterTenant: string;
  /** For use cases that have no path there. */
  context: ServiceContext;
  stop(): Promise<void>;
}

/** The REST API alone, on a migrated empty database: for conformance runs and tests over real sockets. */
export async function serveCompat(options: {
  url: string;
  port?: number;
  logLevel?: string;
}): Promise<CompatServer> {
  const token = 'conformance-token';
  const database = openDatabase({ url: options.url, keyring: new Keyring(generateKeyFile()) });
  const setting = await setUp(database, {
    masterTenant: null,
    adminPassword: 'conformance-password',
    bootstrapToken: token,
    publicUrl: 'http://127.0.0.1:8667',
    serverAddress: '127.0.0.1',
  });
  if (!setting.ok) throw new Error(setting.error.message);
  // Jobs are put into the queue, and nobody does them.
  await prepareQueue(database);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-compat-'));
  const registry = readRegistry([path.resolve('plugins')]);
  const changes = createChangeWriter(database, { origin: 'compat-server' });
  const context = createServiceContext({
    database,
    changes,
    masterTenant: setting.value.masterTenant,
    logger: createLogger('compat', options.logLevel ?? 'warn'),
    server: { publicUrl: null, tftpPort: 69 },
    registry: () => registry,
    packages: packageFolders(dataDir, path.resolve('plugins')),
    render: { device: (line, input, custom) => Promise.resolve(renderDevice(line, input, custom)) },
  });
  const handle = createCompatHandler(() => Promise.resolve(context));
  const server = http.createServer((request, response) => {
    handle(request, response)
      .then((ours) => {
        if (!ours) response.writeHead(404).end();
      })
      .catch((error: unknown) => {
        context.logger.error({ err: error }, 'unhandled');
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}/0.2`,
    token,
    masterTenant: setting.value.masterTenant,
    context,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await changes.close();
      await database.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
