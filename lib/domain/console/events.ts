import { z } from 'zod';

export const EVENT_OUTCOMES = [
  'served',
  'not_modified',
  'uploaded',
  'not_found',
  'unknown',
  'refused',
  'error',
  'lease',
  'dropped',
] as const;
export type EventOutcome = (typeof EVENT_OUTCOMES)[number];
export const eventOutcome = z.enum(EVENT_OUTCOMES);

/** A request of a phone, or several alike within a minute. Times are ISO 8601. */
export interface PhoneEventView {
  id: string;
  deviceId: string | null;
  firstAt: string;
  lastAt: string;
  count: number;
  protocol: string;
  method: string | null;
  path: string;
  ip: string;
  userAgent: string | null;
  outcome: EventOutcome;
  status: number | null;
  bytes: number | null;
  /** The explanation as it was recorded. */
  detail: unknown;
}

export interface EventPage {
  rows: PhoneEventView[];
  /** Give it as `before` to go on; null: nothing older. */
  next: string | null;
}

export const eventQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type EventQuery = z.infer<typeof eventQuery>;

/** Requests that no device was found or made for. */
export const unknownQuery = eventQuery.extend({
  q: z.string().trim().max(200).default(''),
  protocol: z.enum(['http', 'tftp', 'dhcp']).optional(),
});
export type UnknownQuery = z.infer<typeof unknownQuery>;

/** Everything of the tenant from a time on. */
export const followQuery = z.object({
  since: z.iso.datetime({ offset: true }),
  device: z.string().max(255).optional(),
  outcome: eventOutcome.optional(),
  recurse: z.stringbool().default(false),
  size: z.coerce.number().int().min(1).max(2_000).default(500),
});
export type FollowQuery = z.infer<typeof followQuery>;
