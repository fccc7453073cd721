import type { Actor, Caller } from '../actor';
import type { SessionUser } from './sign-in';

export function actorOf(user: SessionUser): Actor {
  return { kind: 'user', id: user.id, tenant: user.tenantId, role: user.role };
}

/** A person acts in their own tenant. */
export function callerOf(user: SessionUser): Caller {
  return { actor: actorOf(user), tenant: user.tenantId };
}
