import path from 'node:path';
import type { Env } from '../../lib/env';
import { migrate } from '../../lib/db/migrate';
import { ensureDatabase, probeDatabase } from '../../lib/db/probe';
import type { Logger } from '../../lib/shared/logger';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { startCluster, type Cluster } from '../embedded-postgres/cluster';
import { isAlive } from '../embedded-postgres/postmaster';

const DATABASE_NAME = 'offhook';
const WATCH_MS = 500;

export interface ReadyDatabase {
  url: string;
  embedded: boolean;
  /** Stops the embedded server; another one is left alone. */
  stop(): Promise<void>;
}

/** A database that answers and has every migration: the one of DATABASE_URL, or the embedded one. */
export async function openDatabaseServer(env: Env, log: Logger): Promise<Result<ReadyDatabase>> {
  const database =
    env.databaseUrl === null ? await startEmbedded(env, log) : await checkExternal(env.databaseUrl);
  if (!database.ok) return database;
  const migrated = await migrate(database.value.url, path.resolve('prisma/migrations'));
  if (migrated.ok) return database;
  await database.value.stop();
  return migrated;
}

async function checkExternal(url: string): Promise<Result<ReadyDatabase>> {
  const usable = await probeDatabase(url);
  return usable.ok ? ok({ url, embedded: false, stop: async () => {} }) : usable;
}

async function startEmbedded(env: Env, log: Logger): Promise<Result<ReadyDatabase>> {
  const dir = path.join(env.dataDir, 'postgres');
  let cluster: Cluster;
  try {
    cluster = await startCluster({ dir, port: env.embeddedDatabasePort });
    await ensureDatabase(cluster.url(), DATABASE_NAME);
  } catch (cause) {
    return err(appError('unavailable', explain(cause, env)));
  }
  const url = cluster.url(DATABASE_NAME);
  const watch = keepRunning(cluster, dir, log);
  return ok({ url, embedded: true, stop: () => watch.stop() });
}

/** Starts the embedded server again, on the same port, when it was killed. */
function keepRunning(first: Cluster, dir: string, log: Logger): { stop(): Promise<void> } {
  let cluster = first;
  let starting: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (starting || isAlive(cluster.pid)) return;
    log.warn('the embedded database has ended; starting it again');
    starting = startCluster({ dir, port: first.port })
      .then((next) => void (cluster = next))
      .catch((cause: unknown) =>
        log.error({ err: cause }, 'the embedded database does not start; trying again'),
      )
      .finally(() => (starting = null));
  }, WATCH_MS);
  return {
    async stop() {
      clearInterval(timer);
      await starting;
      await cluster.stop();
    },
  };
}

function explain(cause: unknown, env: Env): string {
  const message = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
  if (/could not bind|Address already in use/i.test(message)) {
    return `The port of the embedded database (${env.embeddedDatabasePort}) is taken. Set OFFHOOK_DB_PORT to another one or unset it.`;
  }
  return `${message} (its log: ${path.join(env.dataDir, 'postgres', 'postgres.log')})`;
}
