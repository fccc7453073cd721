import type { Sql } from '../pool';

/** Failures before an account locks; each further one doubles the time. */
export const FAILURES_ALLOWED = 5;
const LOCK_MINUTES_MAX = 15;

/**
 * Counts an attempt before the password is looked at, so that many at once are counted too. False: the account is
 * locked, and this attempt does not count.
 */
export async function beginAttempt(sql: Sql, userId: string): Promise<boolean> {
  const written = await sql.execute(
    `UPDATE "user" SET failed_attempts = failed_attempts + 1,
       locked_until = CASE WHEN failed_attempts + 1 >= $2
         THEN now() + least($3, power(2, least(failed_attempts + 1 - $2, 10))) * interval '1 minute' END
     WHERE id = $1 AND (locked_until IS NULL OR locked_until <= now())`,
    [userId, FAILURES_ALLOWED, LOCK_MINUTES_MAX],
  );
  return written === 1;
}

/** The password was right: the attempts are forgotten. */
export async function endAttempt(sql: Sql, userId: string): Promise<void> {
  await sql.execute(
    'UPDATE "user" SET failed_attempts = 0, locked_until = NULL, last_sign_in_at = now() WHERE id = $1',
    [userId],
  );
}

export interface SecurityEntry {
  tenantId: string;
  kind: 'sign_in' | 'sign_in_failed' | 'locked' | 'password_changed' | 'sessions_ended';
  ip: string | null;
  userId: string | null;
}

export async function writeSecurityEvent(sql: Sql, entry: SecurityEntry): Promise<void> {
  await sql.execute('INSERT INTO security_event (tenant_id, kind, ip, user_id) VALUES ($1, $2, $3, $4)', [
    entry.tenantId,
    entry.kind,
    entry.ip,
    entry.userId,
  ]);
}

export interface SessionRow {
  id: string;
  username: string;
  role: string;
  locale: string | null;
  tenant_id: string;
  tenant_name: string;
  session_version: number;
  must_change_password: boolean;
  last_sign_in_at: Date | null;
}

/** Who a session belongs to, read at every request so that ending one is immediate. */
export async function findSessionUser(sql: Sql, userId: string): Promise<SessionRow | null> {
  const [row] = await sql.query<SessionRow>(
    `SELECT u.id, u.username, u.role, u.locale, u.tenant_id, t.name AS tenant_name, u.session_version,
       u.must_change_password, u.last_sign_in_at
     FROM "user" u JOIN tenant t ON t.id = u.tenant_id WHERE u.id = $1`,
    [userId],
  );
  return row ?? null;
}

/** Sets a new password and ends the other sessions. The new session version. */
export async function replacePassword(sql: Sql, userId: string, passwordHash: string): Promise<number> {
  const [row] = await sql.query<{ session_version: number }>(
    `UPDATE "user" SET password_hash = $2, must_change_password = false, failed_attempts = 0, locked_until = NULL,
       session_version = session_version + 1, updated_at = now() WHERE id = $1 RETURNING session_version`,
    [userId, passwordHash],
  );
  return row?.session_version ?? 0;
}

/** Ends every session of the user. */
export async function endSessions(sql: Sql, userId: string): Promise<void> {
  await sql.execute(
    'UPDATE "user" SET session_version = session_version + 1, updated_at = now() WHERE id = $1',
    [userId],
  );
}

export async function saveUserLocale(sql: Sql, userId: string, locale: string): Promise<void> {
  await sql.execute('UPDATE "user" SET locale = $2, updated_at = now() WHERE id = $1', [userId, locale]);
}

/** What has happened to the account, the newest first. */
export async function listSecurityEvents(
  sql: Sql,
  userId: string,
  limit: number,
): Promise<{ at: Date; kind: string; ip: string | null }[]> {
  return sql.query('SELECT at, kind, ip FROM security_event WHERE user_id = $1 ORDER BY id DESC LIMIT $2', [
    userId,
    limit,
  ]);
}
