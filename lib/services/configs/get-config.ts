import { findConfig } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { appError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import { rightPart } from '../access/acl';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { loadFlattener } from './flattened';

export const NO_SUCH_RESOURCE = appError('not_found', 'No such resource');

export async function getConfig(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<ConfigRecord>> {
  const allowed = authorize(caller, `provd.cfg_mgr.configs.${rightPart(id)}.read`);
  if (!allowed.ok) return allowed;
  const config = await findConfig(context.database, await ownScope(context, caller), id);
  return config ? ok(config) : err(NO_SUCH_RESOURCE);
}

/** The parameters with all that they inherit and the base settings. */
export async function getRawConfig(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<JsonObject>> {
  const allowed = authorize(caller, `provd.cfg_mgr.configs.${rightPart(id)}.raw.read`);
  if (!allowed.ok) return allowed;
  const config = await findConfig(context.database, await ownScope(context, caller), id);
  if (!config) return err(NO_SUCH_RESOURCE);
  const use = { config: id, tenant: config.tenantId };
  const raw = (await loadFlattener(context, context.database, [use]))(use);
  return raw ? ok(raw) : err(NO_SUCH_RESOURCE);
}
