import { findDevice } from '../../db/devices/find';
import type { DeviceRecord } from '../../db/devices/record';
import { err, ok, type Result } from '../../shared/result';
import { authorize, requestScope } from '../access/access';
import { rightPart } from '../access/acl';
import type { Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import type { ServiceContext } from '../context';

/** A device of the request's tenant or of one below it. */
export async function getDevice(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<DeviceRecord>> {
  const allowed = authorize(caller, `provd.dev_mgr.devices.${rightPart(id)}.read`);
  if (!allowed.ok) return allowed;
  const device = await findDevice(
    context.database,
    await requestScope(context, caller, { recurse: true }),
    id,
  );
  return device ? ok(device) : err(NO_SUCH_RESOURCE);
}
