import { resolveCaller } from '../access/access';
import { findTokenActor } from '../access/token-actor';
import type { ConsoleContext } from './context';
import type { SessionUser } from './sign-in';

/**
 * The API token as the one who calls. `tenant`: what the request names (`Wazo-Tenant`), the token's own when undefined.
 * Null: the token is unknown, revoked or expired, or the tenant is neither its own nor below it.
 */
export async function findTokenUser(
  context: ConsoleContext,
  secret: string,
  tenant: string | undefined,
): Promise<SessionUser | null> {
  const services = await context.services();
  const actor = await findTokenActor(services, secret);
  if (actor?.kind !== 'token') return null;
  const caller = await resolveCaller(services, actor, tenant);
  if (!caller.ok) return null;
  return {
    id: actor.id,
    username: '',
    role: 'token',
    locale: null,
    tenantId: caller.value.tenant,
    tenantName: '',
    sessionVersion: 0,
    mustChangePassword: false,
    token: { tenant: actor.tenant, acl: actor.acl },
  };
}
