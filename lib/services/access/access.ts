import { scopeOf, type TenantScope } from '../../domain/tenants/scope';
import { listSubtree } from '../../db/tenants/tenants';
import { appError, type AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Actor, Caller } from '../actor';
import type { ServiceContext } from '../context';
import { isAllowed } from './acl';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** What people may do by their role. Viewers see everything but secrets. */
const ROLE_ACL: Readonly<Record<string, readonly string[]>> = {
  administrator: ['provd.#', 'offhook.#'],
  operator: [
    'provd.#',
    'offhook.#',
    '!provd.pg_mgr.install.*.create',
    '!provd.pg_mgr.plugins.*.install.*.create',
    '!provd.pg_mgr.reload.create',
    '!provd.configure.#.update',
    '!offhook.users.#',
    '!offhook.tokens.#',
    '!offhook.tenants.#',
  ],
  viewer: [
    'provd.#.read',
    'provd.read',
    'offhook.#.read',
    '!provd.cfg_mgr.configs.*.raw.read',
    '!offhook.secrets.#',
  ],
};

export const UNAUTHORIZED: AppError = appError('unauthorized', 'Unauthorized');

/** Nothing for a role that there is not. */
export function roleAcl(role: string): readonly string[] {
  return (Object.hasOwn(ROLE_ACL, role) ? ROLE_ACL[role] : undefined) ?? [];
}

/** Everything that the actor may do, as patterns. */
export function aclOf(actor: Actor): readonly string[] {
  if (actor.kind === 'system') return ['#'];
  return actor.kind === 'token' ? actor.acl : roleAcl(actor.role);
}

export function may(actor: Actor, right: string): boolean {
  return actor.kind === 'system' || isAllowed(aclOf(actor), right);
}

/** Every use case begins with this. */
export function authorize(caller: Caller, right: string): Result<void> {
  return may(caller.actor, right) ? ok(undefined) : err(UNAUTHORIZED);
}

/** `tenant`: what the request names (`Wazo-Tenant`); undefined: the actor's own. Refused unless it is or is below it. */
export async function resolveCaller(
  context: ServiceContext,
  actor: Actor,
  tenant: string | undefined,
): Promise<Result<Caller>> {
  if (tenant === undefined || tenant.toLowerCase() === actor.tenant)
    return ok({ actor, tenant: actor.tenant });
  if (!isUuid(tenant)) return err(UNAUTHORIZED);
  const wanted = tenant.toLowerCase();
  const isOwn = async (): Promise<boolean> =>
    (await listSubtree(context.database.sql, actor.tenant)).includes(wanted);
  if (await isOwn()) return ok({ actor, tenant: wanted });
  // It may have been made at the authentication server a moment ago.
  await context.tokenAuthority?.refreshTenants();
  return context.tokenAuthority && (await isOwn()) ? ok({ actor, tenant: wanted }) : err(UNAUTHORIZED);
}

/** The tenant of the request alone, or with all below it. New documents go to it. */
export async function requestScope(
  context: ServiceContext,
  caller: Caller,
  options: { recurse: boolean },
): Promise<TenantScope> {
  if (!options.recurse) return scopeOf(caller.tenant);
  return scopeOf(caller.tenant, await subtree(context, caller.tenant));
}

/**
 * The actor's own tenant and all below it, whatever tenant the request names: for what clients of the master tenant
 * read and write across tenants (configs, operations). New documents go to the tenant of the request.
 */
export async function ownScope(context: ServiceContext, caller: Caller): Promise<TenantScope> {
  return scopeOf(caller.tenant, await subtree(context, caller.actor.tenant));
}

/** True for what only the master tenant may touch: server parameters, plugins. */
export function isMaster(context: ServiceContext, caller: Caller): boolean {
  return caller.actor.tenant === context.masterTenant;
}

async function subtree(context: ServiceContext, tenant: string): Promise<string[]> {
  const found = await listSubtree(context.database.sql, tenant);
  return found.length > 0 ? found : [tenant];
}
