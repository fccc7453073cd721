import { z } from 'zod';

export const ROLES = ['administrator', 'operator', 'viewer'] as const;

const uuid = z.uuid().transform((value) => value.toLowerCase());
const name = z.string().trim().min(1, 'required').max(100);

/** A pattern of rights as wazo-auth writes them: `provd.dev_mgr.devices.*.read`, `provd.#`, `!provd.pg_mgr.#`. */
const aclPattern = z.string().regex(/^!?[A-Za-z0-9_#*][A-Za-z0-9_.#*:@-]{0,254}$/, 'acl');

export const createTokenForm = z.object({
  name,
  acl: z.array(aclPattern).min(1, 'required').max(100),
  /** Null or absent: it does not expire, or with the token that makes it. */
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  /** Absent: the tenant of the request. */
  tenant: uuid.optional(),
});
export type CreateTokenForm = z.infer<typeof createTokenForm>;

export const createUserForm = z.object({
  username: z
    .string()
    .trim()
    .min(1, 'required')
    .max(100)
    .regex(/^[^\s\p{C}]+$/u, 'username'),
  role: z.enum(ROLES),
  tenant: uuid.optional(),
});
export type CreateUserForm = z.infer<typeof createUserForm>;

export const changeUserForm = z.object({ role: z.enum(ROLES) });
export type ChangeUserForm = z.infer<typeof changeUserForm>;

const slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'slug');

export const createTenantForm = z.object({
  name,
  slug: slug.nullish(),
  /** Absent: the tenant of the request. */
  parent: uuid.optional(),
  /** As another system knows it; absent: a new one. */
  id: uuid.optional(),
});
export type CreateTenantForm = z.infer<typeof createTenantForm>;

export const changeTenantForm = z.object({ name, slug: slug.nullish() });
export type ChangeTenantForm = z.infer<typeof changeTenantForm>;
