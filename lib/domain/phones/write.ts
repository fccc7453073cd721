import { z } from 'zod';

/** Members of a device document that phones tell or that recognising them decides. None of them is secret. */
export const PHONE_KEYS = [
  'mac',
  'ip',
  'sn',
  'uuid',
  'vendor',
  'model',
  'version',
  'plugin',
  'config',
] as const;
export type PhoneKey = (typeof PHONE_KEYS)[number];

const phoneKey = z.enum(PHONE_KEYS);
const members = z.partialRecord(phoneKey, z.string());

/** Why a device could not be configured, for the administrator who mends it. */
export const renderProblem = z.object({
  code: z.string(),
  message: z.string(),
  template: z.string().optional(),
  line: z.number().optional(),
});
export type RenderProblem = z.infer<typeof renderProblem>;

/** An autocreated config as it is stored: sealed already, so that a journal holds no secret in clear. */
export const newConfig = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** JSON texts for the columns of the same names. */
  body: z.string(),
  search: z.string(),
  parentIds: z.array(z.string()),
  lines: z.array(
    z.object({
      position: z.number().int(),
      username: z.string().nullable(),
      displayName: z.string().nullable(),
      number: z.string().nullable(),
      registrarIp: z.string().nullable(),
    }),
  ),
});
export type NewConfig = z.infer<typeof newConfig>;

/** What the last rendering said; written with the device. */
export const outcome = z.object({ configured: z.boolean(), error: renderProblem.nullable() });
export type ConfigureOutcome = z.infer<typeof outcome>;

/**
 * A write of the phone process. Each says what it changes and on what condition, never what the whole row becomes: so
 * it can be made twice, and later, without undoing what somebody else wrote in between.
 */
export const phoneWrite = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    id: z.string(),
    tenantId: z.string(),
    /** Left out when another device has this `mac` by now. */
    members,
    config: newConfig.nullable(),
    outcome,
    remoteStateSipUsername: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('patch'),
    id: z.string(),
    /** Set whatever is there. */
    force: members,
    /** Set when the member is absent, null or empty. `config` only when absent. */
    ifAbsent: members,
    /** Removed when it still has this value. */
    removeIf: members,
    config: newConfig.nullable(),
    /** Written when the device was `configured` before as the phone process believed; else somebody decided anew meanwhile. */
    outcome: outcome.extend({ was: z.boolean() }).nullable(),
    /** `undefined`: unchanged. */
    remoteStateSipUsername: z.string().nullable().optional(),
  }),
]);
export type PhoneWrite = z.infer<typeof phoneWrite>;
export type CreateWrite = Extract<PhoneWrite, { kind: 'create' }>;
export type PatchWrite = Extract<PhoneWrite, { kind: 'patch' }>;

export function patchOf(id: string, parts: Partial<Omit<PatchWrite, 'kind' | 'id'>>): PatchWrite {
  return { kind: 'patch', id, force: {}, ifAbsent: {}, removeIf: {}, config: null, outcome: null, ...parts };
}

/** What became of a write: `conflict` — a device with this MAC address exists already. */
export type WriteResult = 'written' | 'unchanged' | 'conflict';
