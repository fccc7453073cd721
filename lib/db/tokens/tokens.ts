import { createHash } from 'node:crypto';
import type { TenantScope } from '../../domain/tenants/scope';
import type { PrismaClient } from '../client';
import type { ApiToken } from '../generated/client';

export type TokenRecord = Omit<ApiToken, 'hash'>;

const PUBLIC = {
  id: true,
  tenantId: true,
  name: true,
  acl: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdBy: true,
  createdAt: true,
} as const;

/** A token has 256 bits, so a plain hash can't be turned back. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export async function createToken(
  prisma: PrismaClient,
  scope: TenantScope,
  token: { secret: string; name: string; acl: string[]; expiresAt?: Date | null; createdBy?: string | null },
): Promise<TokenRecord> {
  return prisma.apiToken.create({
    data: {
      tenantId: scope.home,
      name: token.name,
      hash: tokenHash(token.secret),
      acl: token.acl,
      expiresAt: token.expiresAt ?? null,
      createdBy: token.createdBy ?? null,
    },
    select: PUBLIC,
  });
}

/** The token with this secret, also when it has expired or was revoked. It is how an actor is found: no scope yet. */
export async function findTokenBySecret(prisma: PrismaClient, secret: string): Promise<TokenRecord | null> {
  return prisma.apiToken.findUnique({ where: { hash: tokenHash(secret) }, select: PUBLIC });
}

/** False: no such token in the scope. A revoked one stays listed. */
export async function revokeToken(prisma: PrismaClient, scope: TenantScope, id: string): Promise<boolean> {
  const { count } = await prisma.apiToken.updateMany({
    where: { id, revokedAt: null, ...inScope(scope) },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

export async function touchToken(prisma: PrismaClient, id: string, at: Date): Promise<void> {
  await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: at } });
}

function inScope(scope: TenantScope): { tenantId?: { in: string[] } } {
  return scope.tenants === null ? {} : { tenantId: { in: [...scope.tenants] } };
}
