import type { Actor, Caller } from '../actor';
import type { SessionUser } from './sign-in';

export function actorOf(user: SessionUser): Actor {
  return user.token
    ? { kind: 'token', id: user.id, ...user.token }
    : { kind: 'user', id: user.id, tenant: user.tenantId, role: user.role };
}

/** A person acts in their own tenant, a token in the one that its request names. */
export function callerOf(user: SessionUser): Caller {
  return { actor: actorOf(user), tenant: user.tenantId };
}
