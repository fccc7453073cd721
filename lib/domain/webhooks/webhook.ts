import { z } from 'zod';

/**
 * What a webhook can be told of. `device.configured`: its files can be made now, or can't any more; `device.unreachable`:
 * it has not asked for anything for `OFFHOOK_UNREACHABLE_HOURS`; `job.finished`: an operation ended, well or not.
 */
export const WEBHOOK_EVENTS = [
  'device.created',
  'device.configured',
  'device.changed',
  'device.unreachable',
  'device.reachable',
  'device.deleted',
  'job.finished',
] as const;
export const webhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof webhookEvent>;
/** Sent by hand, whatever events a webhook wants. */
export const TEST_EVENT = 'webhook.test';

/** Webhooks that one tenant may have. */
export const MAX_WEBHOOKS = 50;

/** Messages are codes of the catalogue. */
const target = z
  .string()
  .trim()
  .min(1, 'required')
  .max(2_000)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  }, 'webhookUrl');
const name = z.string().trim().min(1, 'required').max(100);
const events = z
  .array(webhookEvent)
  .min(1, 'required')
  .max(WEBHOOK_EVENTS.length)
  .transform((given) => [...new Set(given)]);

export const createWebhook = z.object({ name, url: target, events });
export type CreateWebhook = z.infer<typeof createWebhook>;

/** What is left out stays. */
export const changeWebhook = z.object({
  name: name.optional(),
  url: target.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});
export type ChangeWebhook = z.infer<typeof changeWebhook>;

export const deliveryState = z.enum(['pending', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof deliveryState>;

export const deliveryQuery = z.object({
  state: deliveryState.optional(),
  /** The id of the last delivery of the page before. */
  before: z.uuid().optional(),
  size: z.coerce.number().int().min(1).max(100).default(25),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

/** One attempt to deliver. `status`: of the answer, null when there was none. */
export const deliveryAttempt = z.object({
  at: z.string(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  ms: z.number().int(),
  /** The beginning of the answer. */
  response: z.string().nullable(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;
