import {
  beginAttempt,
  endAttempt,
  endSessions,
  FAILURES_ALLOWED,
  findSessionUser,
  listSecurityEvents,
  replacePassword,
  saveUserLocale,
  writeSecurityEvent,
  type SessionRow,
} from '../../db/console/sign-in';
import { findUserByName } from '../../db/users/users';
import type { AccountView, ChangePassword } from '../../domain/console/account';
import { appError } from '../../shared/errors';
import type { Locale } from '../../shared/locale';
import { hashPassword, verifyPassword } from '../../shared/password';
import { err, ok, type Result } from '../../shared/result';
import { Attempts } from './attempts';
import type { ConsoleContext } from './context';

/** Who is signed in, or the API token that calls instead. */
export interface SessionUser {
  id: string;
  username: string;
  role: string;
  locale: string | null;
  tenantId: string;
  tenantName: string;
  sessionVersion: number;
  mustChangePassword: boolean;
  /** Set for an API token: its own tenant and rights, whatever tenant the request names. */
  token?: { tenant: string; acl: readonly string[] };
}

export type SignInFailure = 'wrong' | 'locked' | 'limited';

const ADDRESS_LIMIT = 30;
const ADDRESS_SPAN_MS = 60_000;
const UNKNOWN_SPAN_MS = 60_000;

const byAddress = new Attempts(ADDRESS_LIMIT, ADDRESS_SPAN_MS);
/** Names that nobody has lock as real ones do, so that a lock tells nothing. */
const unknownNames = new Attempts(FAILURES_ALLOWED, UNKNOWN_SPAN_MS);

/** Checks a name and a password. The time and the outcome of a failure don't tell whether the name exists. */
export async function signIn(
  context: ConsoleContext,
  input: { username: string; password: string; ip: string | null },
): Promise<Result<SessionUser, SignInFailure>> {
  const { sql, prisma } = context.database;
  if (!byAddress.take(input.ip ?? '', Date.now())) return err('limited');
  const user = await findUserByName(prisma, input.username);
  if (!user) {
    const open = unknownNames.take(input.username, Date.now());
    await verifyPassword(input.password, null);
    return err(open ? 'wrong' : 'locked');
  }
  const entry = { tenantId: user.tenantId, ip: input.ip, userId: user.id };
  if (!(await beginAttempt(sql, user.id))) {
    await verifyPassword(input.password, null);
    await writeSecurityEvent(sql, { ...entry, kind: 'locked' });
    return err('locked');
  }
  if (!(await verifyPassword(input.password, user.passwordHash))) {
    await writeSecurityEvent(sql, { ...entry, kind: 'sign_in_failed' });
    return err('wrong');
  }
  await endAttempt(sql, user.id);
  byAddress.forget(input.ip ?? '');
  await writeSecurityEvent(sql, { ...entry, kind: 'sign_in' });
  const row = await findSessionUser(sql, user.id);
  return row ? ok(sessionUser(row)) : err('wrong');
}

/** Null: the user is gone, or the session was ended. */
export async function findSession(
  context: ConsoleContext,
  userId: string,
  sessionVersion: number,
): Promise<SessionUser | null> {
  const row = await findSessionUser(context.database.sql, userId);
  return row && row.session_version === sessionVersion ? sessionUser(row) : null;
}

/** Sets the user's own password; every other session ends. */
export async function changeOwnPassword(
  context: ConsoleContext,
  user: SessionUser,
  form: ChangePassword,
  ip: string | null,
): Promise<Result<SessionUser>> {
  const { sql, prisma } = context.database;
  const wrong = err(
    appError('invalid', 'The current password is wrong.', [{ path: 'current', message: 'passwordWrong' }]),
  );
  if (!(await beginAttempt(sql, user.id)))
    return err(appError('rate_limited', 'Too many wrong passwords. Wait a few minutes.'));
  const stored = await findUserByName(prisma, user.username);
  if (!stored || !(await verifyPassword(form.current, stored.passwordHash))) {
    await writeSecurityEvent(sql, { tenantId: user.tenantId, ip, userId: user.id, kind: 'sign_in_failed' });
    return wrong;
  }
  const sessionVersion = await replacePassword(sql, user.id, await hashPassword(form.next));
  await writeSecurityEvent(sql, { tenantId: user.tenantId, ip, userId: user.id, kind: 'password_changed' });
  return ok({ ...user, sessionVersion, mustChangePassword: false });
}

export async function signOutEverywhere(
  context: ConsoleContext,
  user: SessionUser,
  ip: string | null,
): Promise<void> {
  await endSessions(context.database.sql, user.id);
  await writeSecurityEvent(context.database.sql, {
    tenantId: user.tenantId,
    ip,
    userId: user.id,
    kind: 'sessions_ended',
  });
}

export async function saveLocale(context: ConsoleContext, user: SessionUser, locale: Locale): Promise<void> {
  await saveUserLocale(context.database.sql, user.id, locale);
}

const RECENT = 12;

export async function readAccount(context: ConsoleContext, user: SessionUser): Promise<AccountView> {
  const { sql } = context.database;
  const [row, events] = await Promise.all([
    findSessionUser(sql, user.id),
    listSecurityEvents(sql, user.id, RECENT),
  ]);
  return {
    username: user.username,
    role: user.role,
    lastSignInAt: row?.last_sign_in_at?.toISOString() ?? null,
    recent: events.map(({ at, kind, ip }) => ({ at: at.toISOString(), kind, ip })),
  };
}

function sessionUser(row: SessionRow): SessionUser {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    locale: row.locale,
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    sessionVersion: row.session_version,
    mustChangePassword: row.must_change_password,
  };
}
