import { writeAudit } from '../../db/audit/audit';
import { deleteUnusedTransient } from '../../db/configs/write';
import { findDevice } from '../../db/devices/find';
import { textMember } from '../../db/devices/record';
import { deleteDevice as remove } from '../../db/devices/write';
import { withTenant } from '../../domain/tenants/scope';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope, requestScope } from '../access/access';
import { rightPart } from '../access/acl';
import { actorName, type Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import { CHANGED_MEANWHILE, type UpdateOptions } from '../configs/update-config';
import type { ServiceContext } from '../context';

/** Its transient config goes with it when nobody else uses that. */
export async function deleteDevice(
  context: ServiceContext,
  caller: Caller,
  id: string,
  options: UpdateOptions = {},
): Promise<Result<void>> {
  const allowed = authorize(caller, `provd.dev_mgr.devices.${rightPart(id)}.delete`);
  if (!allowed.ok) return allowed;
  const own = await ownScope(context, caller);
  const scope = await requestScope(context, caller, { recurse: true });
  return context.changes.write(async (store): Promise<Result<void>> => {
    const device = await findDevice(store, scope, id, { lock: true });
    if (!device) return err(NO_SUCH_RESOURCE);
    if (options.revision !== undefined && options.revision !== device.revision) return err(CHANGED_MEANWHILE);
    await remove(store, scope, id);
    const config = textMember(device.document, 'config');
    if (config !== null) await deleteUnusedTransient(store, withTenant(own, device.tenantId), config);
    const entry = { tenantId: device.tenantId, actor: actorName(caller.actor), action: 'device.delete' };
    await writeAudit(store.sql, { ...entry, target: `device/${id}` });
    return ok(undefined);
  });
}
