import { createHash } from 'node:crypto';
import type { TenantScope } from '../../domain/tenants/scope';
import type { PrismaClient } from '../client';
import type { ApiToken } from '../generated/client';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

export type TokenRecord = Omit<ApiToken, 'hash'>;

const COLUMNS = `id, tenant_id AS "tenantId", name, acl, expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt", created_by AS "createdBy", created_at AS "createdAt"`;

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

export async function insertToken(
  sql: Sql,
  scope: TenantScope,
  token: {
    secret: string;
    name: string;
    acl: readonly string[];
    expiresAt?: Date | null;
    /** A user's id. */
    createdBy?: string | null;
  },
): Promise<TokenRecord> {
  const [row] = await sql.query<TokenRecord>(
    `INSERT INTO api_token (id, tenant_id, name, hash, acl, expires_at, created_by)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [
      scope.home,
      token.name,
      tokenHash(token.secret),
      token.acl,
      token.expiresAt ?? null,
      token.createdBy ?? null,
    ],
  );
  if (!row) throw new Error('a written token came back as nothing');
  return row;
}

/** The token with this secret, also when it has expired or was revoked. It is how an actor is found: no scope yet. */
export async function findTokenBySecret(prisma: PrismaClient, secret: string): Promise<TokenRecord | null> {
  return prisma.apiToken.findUnique({ where: { hash: tokenHash(secret) }, select: PUBLIC });
}

/** When a token ends; null: never, or there is no such token. Asked of the actor itself: no scope. */
export async function findTokenEnd(sql: Sql, id: string): Promise<Date | null> {
  const [row] = await sql.query<{ expiresAt: Date | null }>(
    'SELECT expires_at AS "expiresAt" FROM api_token WHERE id = $1',
    [id],
  );
  return row?.expiresAt ?? null;
}

/** The newest first, revoked ones included. */
export async function listTokens(sql: Sql, scope: TenantScope, limit: number): Promise<TokenRecord[]> {
  return sql.query<TokenRecord>(
    `SELECT ${COLUMNS} FROM api_token WHERE ${inScopeSql('$1')} ORDER BY created_at DESC, id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
}

/** Null: no such token in the scope. One that was revoked before keeps its time; a revoked one stays listed. */
export async function revokeToken(
  sql: Sql,
  scope: TenantScope,
  id: string,
  at: Date,
): Promise<TokenRecord | null> {
  const [row] = await sql.query<TokenRecord>(
    `UPDATE api_token SET revoked_at = coalesce(revoked_at, $3) WHERE id = $1 AND ${inScopeSql('$2')}
     RETURNING ${COLUMNS}`,
    [id, scopeTenants(scope), at],
  );
  return row ?? null;
}

export async function touchToken(prisma: PrismaClient, id: string, at: Date): Promise<void> {
  await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: at } });
}
