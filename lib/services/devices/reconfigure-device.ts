import { writeAudit } from '../../db/audit/audit';
import { findDevice } from '../../db/devices/find';
import { setConfigured } from '../../db/devices/write';
import { everywhere, inScope } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize, requestScope } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { attemptToConfigure, type ConfigureOutcome } from './configure';

/** Attempts to configure the device again. An unknown or foreign device is invalid input here, as clients know it. */
export async function reconfigureDevice(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<ConfigureOutcome>> {
  const allowed = authorize(caller, 'provd.dev_mgr.reconfigure.create');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: true });
  const all = everywhere(context.masterTenant);
  return context.changes.write(async (store): Promise<Result<ConfigureOutcome>> => {
    const device = await findDevice(store, all, id, { lock: true });
    if (!device) return err(appError('invalid', `invalid device ID "${id}"`));
    if (!inScope(scope, device.tenantId)) return err(appError('invalid', 'Tenant invalid for device'));
    const outcome = await attemptToConfigure(context, store, device);
    await setConfigured(store, all, id, outcome);
    store.announce('device', [id]);
    const entry = { tenantId: device.tenantId, actor: actorName(caller.actor), action: 'device.reconfigure' };
    await writeAudit(store.sql, { ...entry, target: `device/${id}` });
    return ok(outcome);
  });
}
