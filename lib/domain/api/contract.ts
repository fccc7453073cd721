import type { z } from 'zod';

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const API_TAGS = [
  'Devices',
  'Bulk',
  'Plugins',
  'Templates',
  'Telephony',
  'Fleet',
  'Webhooks',
  'Access',
  'Account',
  'Description',
] as const;
export type ApiTag = (typeof API_TAGS)[number];

/** What one route of the console's JSON interface takes, gives and demands. The route, its documentation and its tests share it. */
export interface Contract<Query = undefined, Body = undefined> {
  method: ApiMethod;
  /** With its variables in braces: `/api/devices/{id}`. */
  path: string;
  tag: ApiTag;
  /** One line, without a full stop. */
  summary: string;
  description?: string;
  /**
   * The right in wazo-auth's words that the caller needs; `{name}` stands for a variable of the path. `session`: for people
   * signed in to the console alone. `open`: for everybody.
   */
  access: { right: string } | 'session' | 'open';
  /** Changes nothing but the caller's own account, which those who may only look may do too. */
  own?: boolean;
  query?: z.ZodType<Query>;
  /** Parameters of the address that may repeat. */
  lists?: readonly string[];
  body?: z.ZodType<Body>;
  /** The largest body in bytes; default 1,000,000. */
  bodyLimit?: number;
  /** The body may also be sent as this. */
  alsoTakes?: { type: string; description: string };
  /** What a success answers with; null: nothing (204). */
  answer: z.ZodType | { type: string; description: string } | null;
  /** Of a success; default 200, or 204 without an answer. */
  status?: 200 | 201 | 202;
  /** Other successes, by status; of one without an answer (204) what it means. */
  also?: { 202?: z.ZodType; 204?: string };
}

export type AnyContract = Contract<unknown, unknown>;

/** Gives a contract its types from its schemas. */
export function contract<Query = undefined, Body = undefined>(
  given: Contract<Query, Body>,
): Contract<Query, Body> {
  return given;
}

/** The right that a call needs, with the variables of its path put in as `lib/services/access` writes them. */
export function rightOf(access: Contract['access'], params: Readonly<Record<string, string>>): string | null {
  if (typeof access === 'string') return null;
  return access.right.replace(/\{(\w+)\}/g, (_, name: string) => (params[name] ?? '').replaceAll('.', '_'));
}
