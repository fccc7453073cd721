import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Env } from '../../lib/env';
import { openDatabase, type Database } from '../../lib/db/client';
import { beat, removeProcess, type ProcessRow } from '../../lib/db/processes';
import { openKeyring } from '../../lib/services/keys/key-file';
import { appError } from '../../lib/shared/errors';
import type { Logger } from '../../lib/shared/logger';
import { err, ok, type Result } from '../../lib/shared/result';

const HEARTBEAT_MS = 2_000;

export interface ProcessDatabase {
  database: Database;
  /** Id of this run of the process. */
  id: string;
  heartbeat: { stop(): Promise<void> };
}

/** The database connection of a service, with its row in the table of live processes. Opens nothing by itself. */
export function openProcessDatabase(
  env: Env,
  log: Logger,
  options: { name: ProcessRow['kind']; max: number; health?: () => Record<string, unknown> },
): Result<ProcessDatabase> {
  if (env.databaseUrl === null)
    return err(
      appError('invalid', 'DATABASE_URL is not set. Start with npm start, which sets it, or set it.'),
    );
  const keyring = openKeyring(env.keyFile);
  if (!keyring.ok) return keyring;
  const database = openDatabase({
    url: env.databaseUrl,
    keyring: keyring.value,
    name: `offhook ${options.name}`,
    max: options.max,
    onIdleError: (cause) => log.warn({ err: cause }, 'the database closed a connection'),
  });
  const row: ProcessRow = { id: randomUUID(), kind: options.name, host: os.hostname(), pid: process.pid };
  const send = () =>
    beat(database.sql, row, options.health?.()).catch((cause: unknown) =>
      log.warn({ err: cause }, 'no heartbeat: the database is away'),
    );
  void send();
  const timer = setInterval(() => void send(), HEARTBEAT_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await removeProcess(database.sql, row.id).catch(() => undefined); // it is forgotten after 10 s all the same
  };
  return ok({ database, id: row.id, heartbeat: { stop } });
}
