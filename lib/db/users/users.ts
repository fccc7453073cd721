import type { TenantScope } from '../../domain/tenants/scope';
import type { PrismaClient } from '../client';
import type { User } from '../generated/client';

export type UserRecord = User;

/** The user who signs in with this name: it is how an actor is found, so there is no scope yet. */
export async function findUserByName(prisma: PrismaClient, username: string): Promise<UserRecord | null> {
  return prisma.user.findUnique({ where: { username } });
}

export async function findUser(
  prisma: PrismaClient,
  scope: TenantScope,
  id: string,
): Promise<UserRecord | null> {
  return prisma.user.findFirst({ where: { id, ...inScope(scope) } });
}

export async function countUsers(prisma: PrismaClient, scope: TenantScope): Promise<number> {
  return prisma.user.count({ where: inScope(scope) });
}

export async function createUser(
  prisma: PrismaClient,
  scope: TenantScope,
  user: { username: string; passwordHash: string; role: string; mustChangePassword?: boolean },
): Promise<UserRecord> {
  return prisma.user.create({ data: { tenantId: scope.home, ...user } });
}

/** Null: no such user in the scope. */
export async function updateUser(
  prisma: PrismaClient,
  scope: TenantScope,
  id: string,
  change: Partial<
    Pick<
      UserRecord,
      | 'passwordHash'
      | 'role'
      | 'locale'
      | 'failedAttempts'
      | 'lockedUntil'
      | 'mustChangePassword'
      | 'sessionVersion'
      | 'lastSignInAt'
    >
  >,
): Promise<UserRecord | null> {
  const { count } = await prisma.user.updateMany({ where: { id, ...inScope(scope) }, data: change });
  return count === 1 ? findUser(prisma, scope, id) : null;
}

function inScope(scope: TenantScope): { tenantId?: { in: string[] } } {
  return scope.tenants === null ? {} : { tenantId: { in: [...scope.tenants] } };
}
