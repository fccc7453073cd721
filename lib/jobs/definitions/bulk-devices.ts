import { z } from 'zod';
import type { JobDefinition } from './job';

/** Makes the changes of a bulk job. Tried again, it goes on behind the rows that are done. */
export const bulkDevicesJob = {
  name: 'bulk-devices',
  payload: z.object({ job: z.uuid() }),
  maxAttempts: 5,
} satisfies JobDefinition<{ job: string }>;
