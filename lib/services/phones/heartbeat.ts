import { beat, removeProcess, type ProcessRow } from '../../db/processes';
import type { Sql } from '../../db/pool';
import type { JsonObject } from '../../shared/json';
import type { Logger } from '../../shared/logger';

const HEARTBEAT_MS = 2_000;

/** Says every 2 s that the process lives and how it is: writers wait for the acknowledgements of those that do. */
export function startHeartbeat(
  sql: Sql,
  row: ProcessRow,
  logger: Logger,
  health: () => JsonObject,
): { first: Promise<void>; stop(): Promise<void> } {
  const send = (): Promise<void> =>
    beat(sql, row, health()).catch((error: unknown) =>
      logger.debug({ err: error }, 'no heartbeat: the database is away'),
    );
  const first = send();
  const timer = setInterval(() => void send(), HEARTBEAT_MS);
  return {
    first,
    async stop() {
      clearInterval(timer);
      await removeProcess(sql, row.id).catch(() => undefined); // it is forgotten after 10 s all the same
    },
  };
}
