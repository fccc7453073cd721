import type { Clock } from '../../shared/clock';
import type { AppError } from '../../shared/errors';
import type { Actor } from '../actor';
import type { WazoAuthClient } from './client';
import { TokenCache } from './token-cache';

/** The authentication server is away. Thrown, like a database that is away: no use case can go on without it. */
export class AuthenticationAway extends Error {
  constructor(readonly failure: AppError) {
    super(failure.message);
    this.name = 'AuthenticationAway';
  }
}

/** What the check of tokens needs of a wazo-auth server. */
export interface TokenAuthority {
  /** Null: it knows no such token. Throws `AuthenticationAway`. */
  findActor(secret: string): Promise<Actor | null>;
  /** Reads the tree of tenants again, but not more often than every few seconds. Never throws. */
  refreshTenants(): Promise<void>;
}

/** Tokens have no blanks and are no longer than this; anything else is not worth a question. */
const TOKEN = /^[\x21-\x7e]{8,256}$/;
const REFRESH_EVERY_MS = 5_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** `updateTenants`: makes the tree of tenants here like the one there. */
export function createTokenAuthority(options: {
  client: WazoAuthClient;
  clock: Clock;
  updateTenants: () => Promise<void>;
}): TokenAuthority {
  const { client, clock, updateTenants } = options;
  const cache = new TokenCache(client, clock);
  let refreshedAt = -Infinity;
  let refreshing: Promise<void> | null = null;
  return {
    async findActor(secret) {
      if (!TOKEN.test(secret)) return null;
      const found = await cache.find(secret);
      if (!found.ok) throw new AuthenticationAway(found.error);
      const token = found.value;
      if (!token) return null;
      return { kind: 'token', id: token.accountId ?? NOBODY, tenant: token.tenant, acl: token.acl };
    },
    async refreshTenants() {
      if (!client.readsTenants) return;
      const now = clock.now().getTime();
      if (!refreshing && now - refreshedAt >= REFRESH_EVERY_MS) {
        refreshedAt = now;
        refreshing = updateTenants().finally(() => (refreshing = null));
      }
      await refreshing;
    },
  };
}
