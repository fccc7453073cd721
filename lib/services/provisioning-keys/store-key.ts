import { listDevicesAfter } from '../../db/moving/find-many';
import type { WriteStore } from '../../db/changes';
import { setConfigured } from '../../db/devices/write';
import { saveProvisioningKey } from '../../db/tenants/tenants';
import { scopeOf } from '../../domain/tenants/scope';
import type { ServiceContext } from '../context';
import { attemptAll } from '../devices/configure';

/** Devices that the write decides about itself; for those beyond it the phone processes correct `configured`. */
const MAX_DECIDED = 100;

/**
 * Writes the tenant's key and decides again which of its devices can be configured: without a key their files can name
 * no URL. Gives `taken` when another tenant has the key.
 */
export async function storeProvisioningKey(
  context: ServiceContext,
  store: WriteStore,
  tenantId: string,
  key: string | null,
): Promise<'saved' | 'taken'> {
  if ((await saveProvisioningKey(store, tenantId, key)) === 'taken') return 'taken';
  if (!context.server.urlKeys) return 'saved';
  const scope = scopeOf(tenantId);
  const devices = await listDevicesAfter(store, scope, '', MAX_DECIDED + 1);
  if (devices.length > MAX_DECIDED) return 'saved';
  for (const { device, outcome } of await attemptAll(context, store, devices)) {
    await setConfigured(store, scope, device.id, outcome);
  }
  return 'saved';
}
