import { z } from 'zod';
import type { JobDefinition } from './job';

/** Removes events, audit entries and finished operations that are older than the retention policy allows. */
export const pruneHistoryJob = {
  name: 'prune-history',
  payload: z.object({}),
  maxAttempts: 1, // it comes again within the hour
} satisfies JobDefinition<Record<string, never>>;

/** When it runs, in cron's words (UTC). */
export const PRUNE_HISTORY_SCHEDULE = '17 * * * *';
