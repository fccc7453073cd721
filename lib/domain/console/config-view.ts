import { z } from 'zod';
import { type JsonValue } from '../../shared/json';
import type { ConfigWarning } from '../configs/config-warning';

/** Where a value of a device's configuration comes from. */
export interface Origin {
  /** `own`: the device's config; `inherited`: one of its ancestors; `base`: the base settings of the server. */
  kind: 'own' | 'inherited' | 'base';
  configId: string | null;
  label: string;
}

export interface ConfigEntry {
  /** Member names from the root of the raw configuration. */
  path: string[];
  /** Null for a secret that is not shown. */
  value: JsonValue;
  secret: boolean;
  origin: Origin;
  /** The value that would hold without the device's own one. */
  inherited: { value: JsonValue; origin: Origin } | null;
}

export interface ConfigView {
  configId: string | null;
  /** What the device's config is: its own, the shared account of new phones, or none. */
  kind: 'own' | 'autoprov' | 'missing' | 'none';
  /** Devices whose files are made of this config, this one included. */
  sharedBy: number;
  /** Own config first, then its ancestors in the order in which they win. */
  chain: Origin[];
  entries: ConfigEntry[];
  /** What of the merged values the phone is not given as it is written, and what it lacks. No values in them. */
  warnings: ConfigWarning[];
  /** The device template in use, and those that may be chosen. */
  template: string | null;
  templates: { id: string; label: string }[];
  /** Servers of the local registrar, for a new account. */
  servers: { registrar: string; proxy: string };
  revision: string | null;
  revealed: boolean;
}

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^$|^[\w.:[\]-]+$/, 'host');
const port = z.union([z.literal(''), z.coerce.number().int().min(1).max(65_535)]).default('');

/**
 * Who gets a change of a config that several devices share: this device alone, with a copy of its own, or all. Refused
 * without it: nobody changes other phones by mistake.
 */
const applyTo = z.enum(['device', 'all']);
export type ApplyTo = z.infer<typeof applyTo>;

/** One SIP account as the form holds it. Empty: inherited or the phone's own default. */
export const sipAccount = z.object({
  position: z.coerce.number().int().min(1).max(200),
  display_name: z.string().trim().max(200),
  number: z.string().trim().max(100),
  username: z.string().trim().min(1, 'required').max(200),
  auth_username: z.string().trim().max(200),
  /** Null: keep the password that is there. */
  password: z.string().max(500).nullable(),
  registrar_ip: host,
  registrar_port: port,
  proxy_ip: host,
  proxy_port: port,
});
export type SipAccount = z.infer<typeof sipAccount>;

export const saveAccounts = z.object({
  accounts: z.array(sipAccount).min(1).max(200),
  /** Device template; kept when absent. */
  template: z.string().max(200).optional(),
  revision: z.string().nullable(),
  apply: applyTo.optional(),
});
export type SaveAccounts = z.infer<typeof saveAccounts>;

const member = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
const path = z.array(member).min(1).max(6);

/** Changes of the device's own raw configuration. */
export const patchConfig = z.object({
  set: z
    .array(z.object({ path, value: z.json() }))
    .max(500)
    .default([]),
  unset: z.array(path).max(500).default([]),
  revision: z.string().nullable(),
  apply: applyTo.optional(),
});
export type PatchConfig = z.infer<typeof patchConfig>;
