import { listConfigTexts as listTexts, listConfigs as list } from '../../db/configs/list';
import type { ConfigRecord } from '../../db/configs/record';
import type { ListQuery } from '../../domain/selectors/list-query';
import { ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

/** Configs of the actor's own tenants, each given to `present`. Fields are the presenter's matter. */
export async function listConfigs<T>(
  context: ServiceContext,
  caller: Caller,
  query: ListQuery,
  present: (config: ConfigRecord) => T,
): Promise<Result<T[]>> {
  const allowed = authorize(caller, 'provd.cfg_mgr.configs.read');
  if (!allowed.ok) return allowed;
  return ok(await list(context.database, await ownScope(context, caller), query, present));
}

/** The same, whole and as JSON texts: the fast way for long lists. */
export async function listConfigTexts(
  context: ServiceContext,
  caller: Caller,
  query: ListQuery,
): Promise<Result<string[]>> {
  const allowed = authorize(caller, 'provd.cfg_mgr.configs.read');
  if (!allowed.ok) return allowed;
  return ok(await listTexts(context.database, await ownScope(context, caller), query));
}
