import type { Database } from '../../db/client';
import { writeAudit } from '../../db/audit/audit';
import { findUserByName, updateUser } from '../../db/users/users';
import { scopeOf } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { generatePassword, hashPassword } from '../../shared/password';
import { err, ok, type Result } from '../../shared/result';

/**
 * Gives a user a new random password, ends their sessions and lifts a lock. For whoever has the machine: the command
 * line, not the network. Returns the password, which is stored as a hash only.
 */
export async function resetPassword(database: Database, username: string): Promise<Result<string>> {
  const user = await findUserByName(database.prisma, username);
  if (!user) return err(appError('not_found', `There is no user ${username}.`));
  const password = generatePassword();
  await updateUser(database.prisma, scopeOf(user.tenantId), user.id, {
    passwordHash: await hashPassword(password),
    failedAttempts: 0,
    lockedUntil: null,
    mustChangePassword: true,
    sessionVersion: user.sessionVersion + 1,
  });
  const audit = {
    tenantId: user.tenantId,
    actor: 'system',
    action: 'user.reset_password',
    target: `user/${user.id}`,
  };
  await writeAudit(database.sql, audit);
  return ok(password);
}
