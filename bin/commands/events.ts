import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { EVENT_OUTCOMES } from '../../lib/domain/console/events';
import { readEnv } from '../../lib/env';
import { err, type Result } from '../../lib/shared/result';
import { createApi, type Api } from '../cli/api';
import { fail, jsonCommand, withConnection } from '../cli/command';
import { connectionOptions, readConnection } from '../cli/connection';
import { Follower, followedEvent, type FollowedEvent } from '../cli/follower';
import { printable } from '../cli/table';
import { commandGroup } from './command-group';

const POLL_MS = 1_000;
const RETRY_MS = 3_000;

const schema = connectionOptions.extend({
  json: z.boolean().default(false),
  device: z.string().optional(),
  outcome: z.enum(EVENT_OUTCOMES).optional(),
  last: z.coerce.number().int().min(0).max(1_440).default(0),
  recurse: z.boolean().default(false),
});

export function register(program: Command): void {
  const events = commandGroup(program, 'events', 'requests of phones');
  withConnection(jsonCommand(events, 'tail', 'print requests of phones as they come, until Ctrl-C'))
    .option('--device <id>', 'of this device only')
    .option('--outcome <outcome>', EVENT_OUTCOMES.join(', '))
    .option('--last <minutes>', 'begin with the last minutes')
    .option('--recurse', 'of tenants below the own one too')
    .action(async (_options, command: Command) => {
      const options = schema.safeParse(command.opts());
      if (!options.success)
        return fail(
          { code: 'invalid', message: `--${options.error.issues[0]?.path.join('')} is not valid.` },
          false,
        );
      const env = readEnv();
      const connection = env.ok ? readConnection(options.data, env.value.client) : env;
      if (!connection.ok) return fail(connection.error, false);
      process.once('SIGINT', () => process.exit(0));
      process.once('SIGTERM', () => process.exit(0));
      process.stdout.on('error', () => process.exit(0)); // the reader has enough (`| head`)
      const ended = await tail(createApi(connection.value), options.data);
      if (!ended.ok) fail(ended.error, false);
    });
}

/** Ends only with an error that waiting does not heal. */
async function tail(api: Api, options: z.infer<typeof schema>): Promise<Result<never>> {
  const follower = new Follower(new Date(Date.now() - options.last * 60_000));
  let away = false;
  for (;;) {
    const found = await api.get(followPath(follower.since, options), z.array(followedEvent));
    if (!found.ok) {
      if (found.error.code !== 'unavailable') return err(found.error);
      if (!away) console.error(`offhook: ${found.error.message} Trying again.`);
      away = true;
      await wait(RETRY_MS);
      continue;
    }
    away = false;
    for (const event of follower.take(found.value))
      console.log(options.json ? JSON.stringify(event) : line(event));
    if (!follower.behind) await wait(POLL_MS);
  }
}

function followPath(since: string, options: z.infer<typeof schema>): string {
  const params = new URLSearchParams({
    since,
    recurse: String(options.recurse),
    size: String(Follower.page),
  });
  if (options.device !== undefined) params.set('device', options.device);
  if (options.outcome !== undefined) params.set('outcome', options.outcome);
  return `/api/events?${params}`;
}

function line(event: FollowedEvent): string {
  const { lastAt, protocol, ip, outcome, path, deviceId, userAgent, count } = event;
  const times = count > 1 ? `×${count}` : '';
  const parts = [lastAt.slice(0, 19), protocol, ip, outcome, path, deviceId ?? '-', userAgent ?? '', times];
  return parts
    .filter((part) => part !== '')
    .map(printable)
    .join('  ');
}
