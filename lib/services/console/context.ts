import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ChangeWatch } from '../../db/console/watch';
import { createChangeWriter } from '../../db/changes';
import { openDatabase, type Database } from '../../db/client';
import { readWorld } from '../../db/phones/read-world';
import { formatProblem } from '../../plugins/problem';
import type { PluginRegistry } from '../../plugins/registry';
import { PluginWatch } from '../../plugins/watch';
import { packageFolders } from '../../packages/folders';
import { openKeyring } from '../keys/key-file';
import { buildWorld, type PhoneWorld } from '../phones/world';
import { currentRegistry } from '../plugins/current-registry';
import { systemClock } from '../../shared/clock';
import type { Logger } from '../../shared/logger';
import type { RenderPort } from '../phones/render-port';
import type { ServiceContext } from '../context';
import { createServiceContext } from '../create-context';
import { openWazoAuth, tokenAuthorityOf } from '../wazo-auth/open';
import { createAmiNotifier } from '../telephony/notifier';
import { LiveHub, type LiveKind } from './live-hub';
import { closeRenderer, consoleRenderer } from './renderer';

/** What the console's use cases work on; one per process. */
export interface ConsoleContext {
  readonly database: Database;
  readonly live: LiveHub;
  /** The installed plugins, read again when they change. */
  plugins(): Promise<PluginRegistry>;
  /** What phones are judged by: base settings, templates, the master tenant. Read again when it changes. */
  world(): Promise<PhoneWorld>;
  /** Renders files to be looked at. */
  readonly render: RenderPort;
  /** The use cases that change devices and configs. */
  services(): Promise<ServiceContext>;
  /** The URL of the console, for programs that report to it. */
  readonly consoleUrl: string;
  /** For session cookies. 32 bytes, base64. */
  readonly sessionSecret: string;
  /** Ends every connection; for the end of the process. */
  close(): Promise<void>;
}

export interface ConsoleOptions {
  databaseUrl: string;
  keyFile: string;
  dataDir: string;
  publicUrl: string | null;
  consoleUrl: string;
  tftpPort: number;
  /** URLs of phones carry the key of their tenant. */
  urlKeys: boolean;
  logger: Logger;
  /** A wazo-auth server that tokens are checked against too. */
  wazoAuth: { url: string; keyFile: string | null } | null;
  /** Connections to the database. */
  connections: number;
}

/** Opens nothing yet but the key file; throws when that is unreadable, since nothing works without it. */
export function openConsole(options: ConsoleOptions): ConsoleContext {
  const opened = openKeyring(options.keyFile);
  if (!opened.ok) throw new Error(opened.error.message);
  const keyring = opened.value;
  const authClient = options.wazoAuth === null ? null : openWazoAuth(options.wazoAuth);
  if (authClient && !authClient.ok) throw new Error(authClient.error.message);
  const database = openDatabase({
    url: options.databaseUrl,
    keyring,
    name: 'offhook pages',
    max: options.connections,
  });
  const folders = [path.join(options.dataDir, 'plugins'), path.resolve('plugins')];
  const packages = packageFolders(options.dataDir, path.resolve('plugins'));
  const plugins = new PluginWatch(folders, {
    packages: packages.root,
    onChange: () => live.tell('plugin'),
    onProblems: ({ family, problems }) => {
      for (const problem of problems) options.logger.warn(`plugin ${formatProblem(family, problem)}`);
    },
  });
  const registry = new Remembered(['plugin'], () => plugins.registry());
  const world = new Remembered(['plugin', 'setting', 'tenant', 'template'], async () =>
    buildWorld(await readWorld(database.sql, keyring), await registry.get(), options),
  );
  const live = new LiveHub(database, {
    watch: (handlers) => new ChangeWatch(database, handlers),
    onChange: (kind) => {
      registry.changed(kind);
      world.changed(kind);
    },
  });
  const { publicUrl, tftpPort, urlKeys, logger } = options;
  const changes = createChangeWriter(database, {
    origin: randomUUID(),
    onListenError: (error) =>
      logger.warn({ err: error }, 'acknowledgements of phone processes are not heard'),
  });
  const services = new Remembered([], async () => {
    const { masterTenant } = await world.get();
    return createServiceContext({
      database,
      changes,
      masterTenant,
      logger,
      server: { publicUrl, tftpPort, urlKeys },
      tokenAuthority: authClient
        ? tokenAuthorityOf(authClient.value, { database, changes, masterTenant, logger, clock: systemClock })
        : undefined,
      packages,
      registry: currentRegistry(packages.root, {
        read: () => registry.get(),
        refresh: () => registry.changed('plugin'),
      }),
      render: consoleRenderer,
      notifier: createAmiNotifier({ database, masterTenant }),
    });
  });
  return {
    database,
    live,
    plugins: () => registry.get(),
    world: () => world.get(),
    render: consoleRenderer,
    services: () => services.get(),
    consoleUrl: options.consoleUrl,
    sessionSecret: keyring.derive('console session').toString('base64'),
    async close() {
      plugins.close();
      await closeRenderer();
      await live.close();
      await changes.close();
      await database.close();
    },
  };
}

/** A value that is read once and again after a change of one of its kinds. A failed reading is not kept. */
class Remembered<T> {
  #value: Promise<T> | null = null;

  constructor(
    private readonly kinds: readonly LiveKind[],
    private readonly read: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    const value = (this.#value ??= this.read());
    value.catch(() => {
      if (this.#value === value) this.#value = null;
    });
    return value;
  }

  changed(kind: LiveKind): void {
    if (this.kinds.includes(kind)) this.#value = null;
  }
}
