import { readEnv, type Env } from '../env';
import { openConsole, type ConsoleContext } from '../services/console/context';
import { createLogger, type Logger } from '../shared/logger';

export interface Runtime {
  env: Env;
  console: ConsoleContext;
  log: Logger;
}

/** Routes and pages are bundled apart, each with its own copy of this module: what they share hangs on the process. */
const PLACE: unique symbol = Symbol.for('offhook.console.runtime');
const CONNECTIONS = 10;
const shared: { [PLACE]?: Runtime } & typeof globalThis = globalThis;

export function runtime(): Runtime {
  shared[PLACE] ??= open();
  return shared[PLACE];
}

function open(): Runtime {
  const env = readEnv();
  if (!env.ok) throw new Error(env.error.message);
  const {
    databaseUrl,
    keyFile,
    dataDir,
    publicUrl,
    consoleUrl,
    tftpPort,
    logLevel,
    wazoAuth,
    httpAuthStrategy,
  } = env.value;
  if (databaseUrl === null) throw new Error('DATABASE_URL is not set.');
  const log = createLogger('console', logLevel);
  return {
    env: env.value,
    console: openConsole({
      databaseUrl,
      keyFile,
      dataDir,
      publicUrl,
      consoleUrl,
      tftpPort,
      wazoAuth,
      urlKeys: httpAuthStrategy === 'url_key',
      logger: log,
      connections: CONNECTIONS,
    }),
    log,
  };
}
