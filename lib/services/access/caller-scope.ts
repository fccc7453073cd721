import { listTenants } from '../../db/tenants/tenants';
import { inScope, scopeOf, type TenantScope } from '../../domain/tenants/scope';
import { appError, type AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { requestScope, may } from './access';

/** The most tokens, users or tenants that one answer lists. */
export const LIST_LIMIT = 10_000;

export function mayOrForbidden(caller: Caller, right: string): Result<void> {
  if (may(caller.actor, right)) return ok(undefined);
  return err(appError('forbidden', `This needs the right ${right}.`));
}

/** Where something new goes: the tenant that is asked for, else that of the request. It has to be one of the caller's. */
export async function homeFor(
  context: ServiceContext,
  caller: Caller,
  asked: string | undefined,
): Promise<Result<TenantScope>> {
  if (asked === undefined || asked === caller.tenant) return ok(scopeOf(caller.tenant));
  const below = await requestScope(context, caller, { recurse: true });
  return inScope(below, asked) ? ok(scopeOf(asked)) : err(NO_SUCH_TENANT);
}

export const NO_SUCH_TENANT: AppError = appError('not_found', 'There is no such tenant.');

/** Names of all tenants by their ids. */
export async function tenantNames(context: ServiceContext): Promise<Map<string, string>> {
  return new Map((await listTenants(context.database.sql)).map(({ id, name }) => [id, name]));
}
