import { deleteConfig, deleteUnusedTransient } from '../../db/configs/write';
import type { ChangeWriter } from '../../db/changes';
import type { Database } from '../../db/client';
import { findDevice } from '../../db/devices/find';
import { textMember } from '../../db/devices/record';
import { deleteDevice } from '../../db/devices/write';
import { listIdsOf } from '../../db/tenants/foreign-tenants';
import { deleteTenant, tenantContents } from '../../db/tenants/manage';
import { scopeOf } from '../../domain/tenants/scope';

const BATCH = 100;

/**
 * Deletes the devices of a tenant, their configs and the tenant itself. `row` false: users or tenants below it are still
 * there, so the tenant stays. It may be ended at any time and repeated.
 */
export async function removeTenant(
  on: { database: Database; changes: ChangeWriter; masterTenant: string },
  tenantId: string,
): Promise<{ devices: number; configs: number; row: boolean }> {
  if (tenantId === on.masterTenant) throw new Error('the master tenant is never removed');
  const scope = scopeOf(tenantId);
  let [devices, configs] = [0, 0];
  for (;;) {
    const ids = await listIdsOf(on.database, 'device', scope, BATCH);
    if (ids.length === 0) break;
    await on.changes.write(async (store) => {
      for (const id of ids) {
        const device = await findDevice(store, scope, id, { lock: true });
        if (!device) continue;
        await deleteDevice(store, scope, id);
        const config = textMember(device.document, 'config');
        if (config !== null) await deleteUnusedTransient(store, scope, config);
      }
    });
    devices += ids.length;
  }
  for (;;) {
    const ids = await listIdsOf(on.database, 'config', scope, BATCH);
    if (ids.length === 0) break;
    await on.changes.write(async (store) => {
      for (const id of ids) await deleteConfig(store, scope, id);
    });
    configs += ids.length;
  }
  const row = await on.changes.write(async (store) => {
    if ((await tenantContents(store, tenantId)).length > 0) return false;
    await deleteTenant(store, tenantId);
    return true;
  });
  return { devices, configs, row };
}
