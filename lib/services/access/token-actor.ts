import { findTokenBySecret, touchToken } from '../../db/tokens/tokens';
import type { Actor } from '../actor';
import type { ServiceContext } from '../context';

/** `lastUsedAt` is written at most this often. */
const TOUCH_EVERY_MS = 60_000;
const MAX_TOKEN_LENGTH = 512;

/** The actor behind an API token, ours or one of the wazo-auth server; null: unknown, revoked or expired. */
export async function findTokenActor(context: ServiceContext, secret: string): Promise<Actor | null> {
  if (secret === '' || secret.length > MAX_TOKEN_LENGTH) return null;
  const token = await findTokenBySecret(context.database.prisma, secret);
  if (!token) return (await context.tokenAuthority?.findActor(secret)) ?? null;
  const now = context.clock.now();
  if (token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= now)) return null;
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
    await touchToken(context.database.prisma, token.id, now);
  }
  return { kind: 'token', id: token.id, tenant: token.tenantId, acl: token.acl };
}
