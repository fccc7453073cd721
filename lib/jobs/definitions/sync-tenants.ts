import { z } from 'zod';
import type { JobDefinition } from './job';

/** Makes the tree of tenants like the one of the wazo-auth server, and removes what has disappeared there. */
export const syncTenantsJob = {
  name: 'sync-tenants',
  payload: z.object({}),
  maxAttempts: 1, // it comes again within minutes
} satisfies JobDefinition<Record<string, never>>;

/** When it runs, in cron's words (UTC). */
export const SYNC_TENANTS_SCHEDULE = '*/5 * * * *';
