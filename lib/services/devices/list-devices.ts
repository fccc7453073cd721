import { listDeviceTexts as listTexts, listDevices as list } from '../../db/devices/list';
import type { DeviceRecord } from '../../db/devices/record';
import type { ListQuery } from '../../domain/selectors/list-query';
import { ok, type Result } from '../../shared/result';
import { authorize, requestScope } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

/** Devices of the request's tenant (`recurse`: and of those below it), each given to `present`. */
export async function listDevices<T>(
  context: ServiceContext,
  caller: Caller,
  query: ListQuery,
  present: (device: DeviceRecord) => T,
): Promise<Result<T[]>> {
  const allowed = authorize(caller, 'provd.dev_mgr.devices.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: query.recurse });
  return ok(await list(context.database, scope, query, present));
}

/** The same, whole and as JSON texts: the fast way for long lists. */
export async function listDeviceTexts(
  context: ServiceContext,
  caller: Caller,
  query: ListQuery,
): Promise<Result<string[]>> {
  const allowed = authorize(caller, 'provd.dev_mgr.devices.read');
  if (!allowed.ok) return allowed;
  return ok(
    await listTexts(context.database, await requestScope(context, caller, { recurse: query.recurse }), query),
  );
}
