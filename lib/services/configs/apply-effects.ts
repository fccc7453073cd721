import type { WriteStore } from '../../db/changes';
import { listChildIds } from '../../db/configs/find';
import { listDeviceIdsByConfig, listDevicesByConfig } from '../../db/devices/find';
import type { DeviceRecord } from '../../db/devices/record';
import { setConfigured } from '../../db/devices/write';
import { everywhere, type TenantScope } from '../../domain/tenants/scope';
import { attemptAll } from '../devices/configure';
import type { ServiceContext } from '../context';

/** Devices that a write decides about itself. For those beyond it the phone processes correct `configured` when warming. */
const MAX_DECIDED = 100;
/** Configs that are looked through for them. */
const MAX_HEIRS = 1_000;

/**
 * After a config was written or deleted: decides again about the devices that use it or a config that inherits from it.
 * Devices of other tenants too: they inherit from it. A save that concerns thousands costs no more than one of a few.
 */
export async function applyConfigEffects(
  context: ServiceContext,
  store: WriteStore,
  configId: string,
): Promise<void> {
  const all = everywhere(context.masterTenant);
  const devices = await listAffected(store, all, configId);
  if (devices === null || devices.length === 0) return;
  for (const { device, outcome } of await attemptAll(context, store, devices)) {
    await setConfigured(store, all, device.id, outcome);
  }
}

/** Null: too many to decide about. Generation by generation, so that it ends as soon as that is known. */
async function listAffected(
  store: WriteStore,
  all: TenantScope,
  configId: string,
): Promise<DeviceRecord[] | null> {
  const heirs = new Set<string>();
  for (let generation = [configId]; generation.length > 0;) {
    for (const id of generation) heirs.add(id);
    if (heirs.size > MAX_HEIRS) return null;
    const ids = await listDeviceIdsByConfig(store, all, [...heirs], MAX_DECIDED + 1);
    if (ids.length > MAX_DECIDED) return null;
    const children = await listChildIds(store, all, generation, MAX_HEIRS + 1);
    generation = children.filter((id) => !heirs.has(id));
  }
  return listDevicesByConfig(store, all, [...heirs], MAX_DECIDED);
}
