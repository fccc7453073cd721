import { z } from 'zod';
import type { CreatedWebhook, DeliveryPage, WebhookView } from '../../webhooks/views';
import { deliveryAttempt, deliveryState, webhookEvent } from '../../webhooks/webhook';
import { instant } from './common';

const count = z.number().int();

const webhook = z.strictObject({
  id: z.uuid(),
  tenantId: z.uuid(),
  name: z.string(),
  url: z.string(),
  events: z.array(webhookEvent),
  enabled: z.boolean(),
  disabledReason: z
    .enum(['gone', 'failing'])
    .nullable()
    .describe(
      '`gone`: it answered 410. `failing`: it took nothing for about a day. Enabling it forgets the reason.',
    ),
  failures: count.describe('Attempts in a row that failed.'),
  pausedUntil: instant.nullable().describe('No attempt before this: the address did not answer.'),
  dropped: count.describe('Events that it was not told of because too many waited already.'),
  pending: count,
  delivered: count.describe('Within the last 24 hours.'),
  failed: count.describe('Within the last 24 hours.'),
  lastEventAt: instant.nullable(),
  createdAt: instant,
});

export const webhookAnswer = webhook.meta({ id: 'Webhook' }) satisfies z.ZodType<WebhookView>;
export const webhooksAnswer = z.array(webhookAnswer) satisfies z.ZodType<WebhookView[]>;

const secret = z.string().describe('The key that signs. It is shown now and never again.');
export const createdWebhookAnswer = webhook
  .extend({ secret })
  .meta({ id: 'CreatedWebhook' }) satisfies z.ZodType<CreatedWebhook>;
export const secretAnswer = z.strictObject({ secret });

export const deliveryPageAnswer = z
  .strictObject({
    rows: z.array(
      z
        .strictObject({
          id: z.uuid(),
          eventId: z.uuid(),
          event: z.string(),
          state: deliveryState,
          attempts: count,
          nextAt: instant.nullable(),
          createdAt: instant,
          finishedAt: instant.nullable(),
          payload: z.string().describe('The body as it is sent: JSON.'),
          log: z.array(deliveryAttempt).describe('Its attempts, the latest last.'),
        })
        .meta({ id: 'Delivery' }),
    ),
    next: z.uuid().nullable().describe('Give it as `before` to go on; null: nothing older.'),
  })
  .meta({ id: 'DeliveryPage' }) satisfies z.ZodType<DeliveryPage>;
