import { listEventsSince } from '../../db/console/events';
import type { FollowQuery, PhoneEventView } from '../../domain/console/events';
import { ok, type Result } from '../../shared/result';
import { requestScope } from '../access/access';
import { mayOrForbidden } from '../access/caller-scope';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

/** Requests of phones from a time on, the oldest first. */
export async function followEvents(
  context: ServiceContext,
  caller: Caller,
  query: FollowQuery,
): Promise<Result<PhoneEventView[]>> {
  const allowed = mayOrForbidden(caller, 'offhook.events.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, query);
  return ok(await listEventsSince(context.database.sql, scope, query));
}
