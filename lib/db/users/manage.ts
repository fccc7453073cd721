import type { TenantScope } from '../../domain/tenants/scope';
import { isUniqueViolation, type Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** A user as administrators see them: without the hash of the password. */
export interface UserRow {
  id: string;
  tenantId: string;
  username: string;
  role: string;
  mustChangePassword: boolean;
  lockedUntil: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `id, tenant_id AS "tenantId", username, role, must_change_password AS "mustChangePassword",
  locked_until AS "lockedUntil", last_sign_in_at AS "lastSignInAt", created_at AS "createdAt"`;

export async function listUsers(sql: Sql, scope: TenantScope, limit: number): Promise<UserRow[]> {
  return sql.query<UserRow>(
    `SELECT ${COLUMNS} FROM "user" WHERE ${inScopeSql('$1')} ORDER BY lower(username), id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
}

/** Locks the row until the transaction ends. */
export async function findUserForChange(sql: Sql, scope: TenantScope, id: string): Promise<UserRow | null> {
  const [row] = await sql.query<UserRow>(
    `SELECT ${COLUMNS} FROM "user" WHERE id = $1 AND ${inScopeSql('$2')} FOR UPDATE`,
    [id, scopeTenants(scope)],
  );
  return row ?? null;
}

/** `taken`: somebody, in whatever tenant, has the name. The transaction can't go on then. */
export async function insertUser(
  sql: Sql,
  scope: TenantScope,
  user: { username: string; passwordHash: string; role: string },
): Promise<UserRow | 'taken'> {
  try {
    const [row] = await sql.query<UserRow>(
      `INSERT INTO "user" (id, tenant_id, username, password_hash, role, must_change_password, updated_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, true, now()) RETURNING ${COLUMNS}`,
      [scope.home, user.username, user.passwordHash, user.role],
    );
    if (!row) throw new Error('a written user came back as nothing');
    return row;
  } catch (error) {
    if (isUniqueViolation(error)) return 'taken';
    throw error;
  }
}

/** Every session of the user ends: it was opened with other rights. */
export async function setUserRole(sql: Sql, id: string, role: string): Promise<void> {
  await sql.execute(
    `UPDATE "user" SET role = $2, session_version = session_version + 1, updated_at = now() WHERE id = $1`,
    [id, role],
  );
}

/** Ends every session, lifts a lock, and has the user choose a password at the next sign-in. */
export async function setInitialPassword(sql: Sql, id: string, passwordHash: string): Promise<void> {
  await sql.execute(
    `UPDATE "user" SET password_hash = $2, failed_attempts = 0, locked_until = NULL, must_change_password = true,
       session_version = session_version + 1, updated_at = now() WHERE id = $1`,
    [id, passwordHash],
  );
}

export async function deleteUser(sql: Sql, id: string): Promise<void> {
  await sql.execute('DELETE FROM "user" WHERE id = $1', [id]);
}

/**
 * How many administrators the tenant would have without this user. Takes a lock until the transaction ends, so that two
 * administrators can't each remove the other.
 */
export async function countOtherAdministrators(sql: Sql, tenantId: string, id: string): Promise<number> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM "user" WHERE tenant_id = $1 AND role = 'administrator' ORDER BY id FOR UPDATE`,
    [tenantId],
  );
  return rows.filter((row) => row.id !== id).length;
}
