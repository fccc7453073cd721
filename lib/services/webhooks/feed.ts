import type { Database } from '../../db/client';
import { ChangeWatch } from '../../db/console/watch';
import type { Logger } from '../../shared/logger';
import { findEvents, type FindOptions } from './find-events';

/** Changes that come together are looked at together. */
const GATHER_MS = 300;
/** What is not announced (operations, silence, lost jobs) is found this late at most. */
const LOOK_EVERY_MS = 5_000;

/** Looks for what webhooks have to be told, soon after each change, until it is closed. Several processes may. */
export function startWebhookFeed(
  database: Database,
  options: FindOptions & { log: Logger },
): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  const look = async (): Promise<void> => {
    try {
      while (!closed && (await findEvents(database, options)));
    } catch (cause) {
      if (!closed) options.log.warn({ err: cause }, 'events for webhooks could not be looked for');
    }
  };
  const soon = (): void => {
    if (running) again = true;
    else if (!closed) timer ??= setTimeout(run, GATHER_MS);
  };
  const run = (): void => {
    timer = null;
    again = false;
    running = look().finally(() => {
      running = null;
      if (again) soon();
    });
  };
  const watch = new ChangeWatch(database, {
    onChange: (kind) => {
      if (kind === 'device' || kind === 'config') soon();
    },
    onGap: soon,
  });
  const regular = setInterval(soon, LOOK_EVERY_MS);
  return {
    async close() {
      closed = true;
      clearInterval(regular);
      if (timer) clearTimeout(timer);
      await watch.close();
      await running;
    },
  };
}
