import type { TenantScope } from '../../domain/tenants/scope';
import type { Store, WriteStore } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';
import { DEVICE_COLUMNS, deviceRecord, type DeviceRecord, type DeviceRow } from './record';

/** More are told as "every device". */
const MAX_TOLD = 5_000;

/**
 * Devices that name a plugin by one of `names` (lower case), in the order of their ids, locked. `after`: the id that
 * the page before ended with.
 */
export async function lockDevicesByPlugin(
  store: Store,
  scope: TenantScope,
  names: readonly string[],
  after: string,
  limit: number,
): Promise<DeviceRecord[]> {
  const rows = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE lower(plugin) = ANY($1::text[]) AND id > $2 AND ${inScopeSql('$3')}
     ORDER BY id LIMIT $4 FOR UPDATE`,
    [names, after, scopeTenants(scope), limit],
  );
  return rows.map((row) => deviceRecord(store.keyring, row));
}

/** Makes all devices that name the plugin unconfigured, as when it is taken away. */
export async function deconfigureByPlugin(
  store: WriteStore,
  scope: TenantScope,
  names: readonly string[],
): Promise<number> {
  const changed = await store.sql.query<{ id: string }>(
    `UPDATE device SET configured = false, config_error = NULL, revision = $2, updated_at = now()
     WHERE lower(plugin) = ANY($1::text[]) AND ${inScopeSql('$3')} AND (configured OR config_error IS NOT NULL)
     RETURNING id`,
    [names, store.revision, scopeTenants(scope)],
  );
  const ids = changed.map(({ id }) => id);
  if (ids.length > 0) store.announce('device', ids.length > MAX_TOLD ? null : ids);
  return ids.length;
}
