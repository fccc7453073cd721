import { writeAudit } from '../../db/audit/audit';
import type { Sql } from '../../db/pool';
import {
  countOtherAdministrators,
  deleteUser as remove,
  findUserForChange,
  insertUser,
  listUsers as readUsers,
  setInitialPassword,
  setUserRole,
  type UserRow,
} from '../../db/users/manage';
import type { ChangeUserForm, CreateUserForm } from '../../domain/access/forms';
import type { UserView, UserWithPassword } from '../../domain/access/views';
import { appError } from '../../shared/errors';
import { generatePassword, hashPassword } from '../../shared/password';
import { err, ok, type Result } from '../../shared/result';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { aclOf, isUuid, requestScope, roleAcl } from './access';
import { rightPart } from './acl';
import { beyond } from './acl-covers';
import { homeFor, LIST_LIMIT, mayOrForbidden, tenantNames } from './caller-scope';

const NO_SUCH_USER = appError('not_found', 'There is no such user.');
const BEYOND = appError('forbidden', 'The role has rights that you do not have.', [
  { path: 'role', message: 'beyond' },
]);
const LAST = appError(
  'conflict',
  'This is the last administrator of the tenant. Make somebody else one first.',
);

/** People who sign in to the console; of the caller's tenant, or with all below it. */
export async function listUsers(
  context: ServiceContext,
  caller: Caller,
  options: { recurse: boolean },
): Promise<Result<UserView[]>> {
  const allowed = mayOrForbidden(caller, 'offhook.users.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, options);
  const [rows, names] = await Promise.all([
    readUsers(context.database.sql, scope, LIST_LIMIT),
    tenantNames(context),
  ]);
  return ok(rows.map((row) => userView(row, names)));
}

/** The password is random, told in the answer and never again, and has to be changed at the first sign-in. */
export async function createUser(
  context: ServiceContext,
  caller: Caller,
  form: CreateUserForm,
): Promise<Result<UserWithPassword>> {
  const allowed = mayOrForbidden(caller, 'offhook.users.create');
  if (!allowed.ok) return allowed;
  if (!mayGive(caller, form.role)) return err(BEYOND);
  const home = await homeFor(context, caller, form.tenant);
  if (!home.ok) return home;
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const row = await context.database.transaction(async (sql) => {
    const made = await insertUser(sql, home.value, {
      username: form.username,
      passwordHash,
      role: form.role,
    });
    if (made !== 'taken') await note(sql, caller, made, 'user.create', { role: form.role });
    return made;
  });
  if (row === 'taken') {
    const problem = { path: 'username', message: 'taken' };
    return err(appError('conflict', `There is a user ${form.username} already.`, [problem]));
  }
  return ok({ ...userView(row, await tenantNames(context)), password });
}

/** Gives another role; the user's sessions end. */
export async function changeUser(
  context: ServiceContext,
  caller: Caller,
  id: string,
  form: ChangeUserForm,
): Promise<Result<UserView>> {
  if (!mayGive(caller, form.role)) return err(BEYOND);
  return change(context, caller, id, 'update', async (sql, user) => {
    if (user.role === 'administrator' && form.role !== 'administrator' && (await isLast(sql, user)))
      return err(LAST);
    await setUserRole(sql, user.id, form.role);
    await note(sql, caller, user, 'user.update', { role: form.role });
    return ok(userView({ ...user, role: form.role }, await tenantNames(context)));
  });
}

/** A new random password in place of a forgotten one; the user's sessions end and a lock is lifted. */
export async function renewPassword(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<UserWithPassword>> {
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  return change(context, caller, id, 'update', async (sql, user) => {
    await setInitialPassword(sql, user.id, passwordHash);
    await note(sql, caller, user, 'user.reset_password');
    const view = userView(user, await tenantNames(context));
    return ok({ ...view, mustChangePassword: true, lockedUntil: null, password });
  });
}

export async function deleteUser(context: ServiceContext, caller: Caller, id: string): Promise<Result<void>> {
  return change(context, caller, id, 'delete', async (sql, user) => {
    if (caller.actor.kind === 'user' && caller.actor.id === user.id)
      return err(appError('conflict', 'You can not delete yourself.'));
    if (user.role === 'administrator' && (await isLast(sql, user))) return err(LAST);
    await remove(sql, user.id);
    await note(sql, caller, user, 'user.delete');
    return ok(undefined);
  });
}

/** Nobody changes somebody who may do more than they do. */
async function change<T>(
  context: ServiceContext,
  caller: Caller,
  id: string,
  verb: string,
  work: (sql: Sql, user: UserRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  const allowed = mayOrForbidden(caller, `offhook.users.${rightPart(id)}.${verb}`);
  if (!allowed.ok) return allowed;
  if (!isUuid(id)) return err(NO_SUCH_USER);
  const scope = await requestScope(context, caller, { recurse: true });
  return context.database.transaction(async (sql) => {
    const user = await findUserForChange(sql, scope, id);
    if (!user) return err(NO_SUCH_USER);
    return mayGive(caller, user.role) ? work(sql, user) : err(BEYOND);
  });
}

function mayGive(caller: Caller, role: string): boolean {
  return beyond(aclOf(caller.actor), roleAcl(role)).length === 0;
}

async function isLast(sql: Sql, user: UserRow): Promise<boolean> {
  return (await countOtherAdministrators(sql, user.tenantId, user.id)) === 0;
}

function note(
  sql: Sql,
  caller: Caller,
  user: UserRow,
  action: string,
  detail: Record<string, string> = {},
): Promise<void> {
  return writeAudit(sql, {
    tenantId: user.tenantId,
    actor: actorName(caller.actor),
    action,
    target: `user/${user.id}`,
    detail: { username: user.username, ...detail },
  });
}

function userView(row: UserRow, names: ReadonlyMap<string, string>): UserView {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    tenant: row.tenantId,
    tenantName: names.get(row.tenantId) ?? '',
    mustChangePassword: row.mustChangePassword,
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
