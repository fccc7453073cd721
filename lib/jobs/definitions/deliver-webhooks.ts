import { z } from 'zod';
import type { JobDefinition } from './job';

/** Delivers what waits for a webhook. It comes again by itself while something waits. */
export const deliverWebhooksJob = {
  name: 'deliver-webhooks',
  payload: z.object({ webhook: z.uuid() }),
  maxAttempts: 5, // a lost one is found again within a minute
} satisfies JobDefinition<{ webhook: string }>;

/** The queue keeps one waiting job for each webhook. */
export function deliverWebhooksKey(webhook: string): string {
  return `deliver-webhooks:${webhook}`;
}
