import { z } from 'zod';
import type { JobDefinition } from './job';

/** Removes deliveries of webhooks and results of bulk requests that ended long ago. */
export const pruneWebhooksJob = {
  name: 'prune-webhooks',
  payload: z.object({}),
  maxAttempts: 1, // it comes again within the hour
} satisfies JobDefinition<Record<string, never>>;

/** When it runs, in cron's words (UTC). */
export const PRUNE_WEBHOOKS_SCHEDULE = '27 * * * *';
