import type { WriteStore } from '../../db/changes';
import { listDescendantIds } from '../../db/configs/find';
import { listDevicesByConfig } from '../../db/devices/find';
import { setConfigured } from '../../db/devices/write';
import { everywhere } from '../../domain/tenants/scope';
import { attemptAll } from '../devices/configure';
import type { ServiceContext } from '../context';

/** Devices that a write decides about itself. For those beyond it the phone processes correct `configured` when warming. */
const MAX_DECIDED = 100;

/**
 * After a config was written or deleted: decides again about the devices that use it or a config that inherits from it.
 * Devices of other tenants too: they inherit from it.
 */
export async function applyConfigEffects(
  context: ServiceContext,
  store: WriteStore,
  configId: string,
): Promise<void> {
  const all = everywhere(context.masterTenant);
  const heirs = await listDescendantIds(store, all, configId);
  const devices = await listDevicesByConfig(store, all, heirs, MAX_DECIDED + 1);
  if (devices.length === 0 || devices.length > MAX_DECIDED) return;
  for (const { device, outcome } of await attemptAll(context, store, devices)) {
    await setConfigured(store, all, device.id, outcome);
  }
}
