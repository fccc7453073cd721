import { z } from 'zod';
import { normalizeIp } from '../../shared/ip';
import { parseMac, parseOui } from '../../shared/mac';
import type { IdentifyRule } from '../plugins/identify';
import { LEARN_MINUTES } from './minutes';

/** Sources of one tenant that are watched at one time. */
export const MAX_LEARNING = 20;
/** Kinds of requests that are kept of one source. */
export const MAX_RECORDED = 300;

/** The source: an address, or a MAC address or the beginning of one. */
const source = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .transform((text, context): { ip: string } | { macPrefix: string } => {
    const ip = normalizeIp(text);
    if (ip !== null) return { ip };
    const macPrefix = parseMac(text) ?? parseOui(text);
    if (macPrefix !== null) return { macPrefix };
    context.addIssue({ code: 'custom', message: 'source' });
    return z.NEVER;
  });

export const startLearning = z.object({
  source,
  minutes: z.coerce
    .number()
    .int()
    .min(LEARN_MINUTES.min)
    .max(LEARN_MINUTES.max)
    .default(LEARN_MINUTES.standard),
});
export type StartLearning = z.infer<typeof startLearning>;

/** A time in which one source is watched. Times are ISO 8601. */
export interface LearnSession {
  id: string;
  ip: string | null;
  macPrefix: string | null;
  startedAt: string;
  endsAt: string;
  stoppedAt: string | null;
  running: boolean;
}

/** What a source asked for, alike requests together. */
export const recordedRequest = z.object({
  protocol: z.enum(['http', 'tftp', 'dhcp']),
  method: z.string().nullable(),
  /** As it came: with the query; the MAC address for DHCP. */
  path: z.string(),
  userAgent: z.string().nullable(),
  /** DHCP options that are known of it, by number. */
  options: z.record(z.string(), z.string()),
  count: z.number().int(),
  outcome: z.string(),
  /** Vendor that it was recognised as; null: none. */
  vendor: z.string().nullable(),
});
export type RecordedRequest = z.infer<typeof recordedRequest>;

/** Why a rule is proposed or not, in the words of the catalogue: a code and what belongs into the text. */
export interface LearnReason {
  code:
    | 'agent'
    | 'model'
    | 'version'
    | 'mac'
    | 'path_mac'
    | 'folder'
    | 'named_file'
    | 'no_agent'
    | 'oui'
    | 'vendor_class'
    | 'narrowed'
    | 'generic_agent'
    | 'generic_class'
    | 'matches_others'
    | 'local_mac'
    | 'known_already';
  value: string;
}

export interface ProposedRule {
  rule: IdentifyRule;
  reasons: LearnReason[];
}

/** The rules that were worked out from what was recorded, and how they did. */
export interface Proposal {
  vendor: string;
  family: string;
  ouis: string[];
  rules: ProposedRule[];
  /** What could have been a rule and is none. */
  dropped: LearnReason[];
  /** Text of `identify.json5`. */
  identify: string;
  requests: { request: RecordedRequest; recognised: boolean; rules: string[] }[];
  /** Requests of known phones, browsers and scanners that the rules were held against, and those that they would change. */
  checked: number;
  changed: string[];
}

export const learnVendor = z.object({
  vendor: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/[A-Za-z0-9]/, 'vendor'),
});

/** A session with what was recorded, and what follows from it once a vendor is named. */
export interface LearnDetail {
  session: LearnSession;
  requests: RecordedRequest[];
  /** What the vendor may be called, from what was recorded. */
  suggestedVendor: string | null;
  proposal: Proposal | null;
}
