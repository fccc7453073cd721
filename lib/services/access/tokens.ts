import { randomBytes } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import {
  findTokenEnd,
  insertToken,
  listTokens as readTokens,
  revokeToken as revoke,
  type TokenRecord,
} from '../../db/tokens/tokens';
import type { CreateTokenForm } from '../../domain/access/forms';
import type { CreatedToken, TokenView } from '../../domain/access/views';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { aclOf, isUuid, requestScope } from './access';
import { rightPart } from './acl';
import { beyond } from './acl-covers';
import { homeFor, LIST_LIMIT, mayOrForbidden, tenantNames } from './caller-scope';

const SECRET_BYTES = 32;
const NO_SUCH_TOKEN = appError('not_found', 'There is no such token.');

/** Of the caller's tenant, or with all below it; the newest first. */
export async function listTokens(
  context: ServiceContext,
  caller: Caller,
  options: { recurse: boolean },
): Promise<Result<TokenView[]>> {
  const allowed = mayOrForbidden(caller, 'offhook.tokens.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, options);
  const [rows, names] = await Promise.all([
    readTokens(context.database.sql, scope, LIST_LIMIT),
    tenantNames(context),
  ]);
  return ok(rows.map((row) => tokenView(context, row, names)));
}

/** A new token, which can't have a right that its maker has not, nor outlive a token that makes it. Its secret is told in the answer and never again. */
export async function createToken(
  context: ServiceContext,
  caller: Caller,
  form: CreateTokenForm,
): Promise<Result<CreatedToken>> {
  const allowed = mayOrForbidden(caller, 'offhook.tokens.create');
  if (!allowed.ok) return allowed;
  const home = await homeFor(context, caller, form.tenant);
  if (!home.ok) return home;
  const more = beyond(aclOf(caller.actor), form.acl);
  if (more.length > 0) {
    const message = `You can't give rights that you don't have: ${more.join(', ')}`;
    return err(appError('forbidden', message, [{ path: 'acl', message: 'beyond' }]));
  }
  const limit = await makersEnd(context, caller);
  const expiresAt = form.expiresAt ? new Date(form.expiresAt) : limit;
  if (expiresAt && expiresAt <= context.clock.now()) {
    const problem = { path: 'expiresAt', message: 'past' };
    return err(appError('invalid', 'The token would have expired already.', [problem]));
  }
  if (limit && expiresAt && expiresAt > limit) {
    const message = `The token that you use ends at ${limit.toISOString()}; one that it makes can't end later.`;
    return err(appError('forbidden', message, [{ path: 'expiresAt', message: 'beyondMaker' }]));
  }
  const secret = `oh_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const { actor } = caller;
  const row = await context.database.transaction(async (sql) => {
    const createdBy = actor.kind === 'system' ? null : actor.id;
    const made = await insertToken(sql, home.value, {
      secret,
      name: form.name,
      acl: form.acl,
      expiresAt,
      createdBy,
    });
    await writeAudit(sql, {
      tenantId: made.tenantId,
      actor: actorName(actor),
      action: 'token.create',
      target: `token/${made.id}`,
      detail: { name: made.name, acl: made.acl },
    });
    return made;
  });
  return ok({ ...tokenView(context, row, await tenantNames(context)), secret });
}

/** When the token ends that asks; null: never, or a person asks. */
async function makersEnd({ database }: ServiceContext, { actor }: Caller): Promise<Date | null> {
  return actor.kind === 'token' && isUuid(actor.id) ? findTokenEnd(database.sql, actor.id) : null;
}

/** From now on nobody gets in with it. It stays listed; doing it again changes nothing. */
export async function revokeToken(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<TokenView>> {
  const allowed = mayOrForbidden(caller, `offhook.tokens.${rightPart(id)}.delete`);
  if (!allowed.ok) return allowed;
  if (!isUuid(id)) return err(NO_SUCH_TOKEN);
  const scope = await requestScope(context, caller, { recurse: true });
  const row = await context.database.transaction(async (sql) => {
    const revoked = await revoke(sql, scope, id, context.clock.now());
    if (revoked) {
      await writeAudit(sql, {
        tenantId: revoked.tenantId,
        actor: actorName(caller.actor),
        action: 'token.revoke',
        target: `token/${id}`,
      });
    }
    return revoked;
  });
  return row ? ok(tokenView(context, row, await tenantNames(context))) : err(NO_SUCH_TOKEN);
}

function tokenView(context: ServiceContext, row: TokenRecord, names: ReadonlyMap<string, string>): TokenView {
  const expired = row.expiresAt !== null && row.expiresAt <= context.clock.now();
  return {
    id: row.id,
    name: row.name,
    tenant: row.tenantId,
    tenantName: names.get(row.tenantId) ?? '',
    acl: row.acl,
    state: row.revokedAt ? 'revoked' : expired ? 'expired' : 'active',
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
