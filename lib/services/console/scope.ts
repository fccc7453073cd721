import { listSubtree } from '../../db/tenants/tenants';
import { scopeOf, type TenantScope } from '../../domain/tenants/scope';
import type { ConsoleContext } from './context';
import type { SessionUser } from './sign-in';

/** What a person may see: their own tenant and those below it. */
export async function userScope(context: ConsoleContext, user: SessionUser): Promise<TenantScope> {
  const tenants = await listSubtree(context.database.sql, user.tenantId);
  return scopeOf(user.tenantId, tenants);
}
