import { z } from 'zod';
import type { CreatedToken, TenantView, TokenView, UserView, UserWithPassword } from '../../access/views';
import type { ProvisioningKeys, RevealedKey } from '../../settings/provisioning-keys';
import { instant } from './common';

const count = z.number().int();

export const tokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    tenant: z.string(),
    tenantName: z.string(),
    acl: z.array(z.string()).describe('Rights, in wazo-auth’s patterns.'),
    state: z.enum(['active', 'expired', 'revoked']),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable().describe('Exact to a minute.'),
  })
  .meta({ id: 'Token' }) satisfies z.ZodType<TokenView>;
export const createdTokenAnswer = tokenAnswer
  .extend({ secret: z.string().describe('What a client sends: told this once.') })
  .meta({ id: 'CreatedToken' }) satisfies z.ZodType<CreatedToken>;

export const userAnswer = z
  .object({
    id: z.string(),
    username: z.string(),
    role: z.string(),
    tenant: z.string(),
    tenantName: z.string(),
    mustChangePassword: z.boolean(),
    lockedUntil: instant.nullable(),
    lastSignInAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'User' }) satisfies z.ZodType<UserView>;
export const userWithPasswordAnswer = userAnswer
  .extend({
    password: z.string().describe('Told this once; it has to be changed at the first sign-in.'),
  })
  .meta({ id: 'UserWithPassword' }) satisfies z.ZodType<UserWithPassword>;

export const tenantAnswer = z
  .object({
    id: z.string(),
    parent: z.string().nullable().describe('Null: the top of what the caller may see.'),
    name: z.string(),
    slug: z.string().nullable(),
    master: z.boolean(),
    devices: count,
    configs: count,
    users: count,
    tokens: count,
  })
  .meta({ id: 'Tenant' }) satisfies z.ZodType<TenantView>;

export const provisioningKeysAnswer = z
  .object({
    enabled: z.boolean().describe('URLs of phones carry keys.'),
    tenants: z.array(
      z.object({
        tenant: z.string(),
        name: z.string(),
        master: z.boolean(),
        set: z.boolean(),
        devices: count,
      }),
    ),
  })
  .meta({ id: 'ProvisioningKeys' }) satisfies z.ZodType<ProvisioningKeys>;
export const revealedKeyAnswer = z
  .object({ key: z.string(), url: z.string().nullable() })
  .meta({ id: 'RevealedKey' }) satisfies z.ZodType<RevealedKey>;
