import type { TenantScope } from '../../domain/tenants/scope';
import type { Store } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';
import { DEVICE_COLUMNS, deviceRecord, type DeviceRecord, type DeviceRow } from './record';

export interface FindOptions {
  /** Keep others from writing the row until the transaction ends. */
  lock?: boolean;
}

export async function findDevice(
  store: Store,
  scope: TenantScope,
  id: string,
  options: FindOptions = {},
): Promise<DeviceRecord | null> {
  const [row] = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE id = $1 AND ${inScopeSql('$2')}${options.lock ? ' FOR UPDATE' : ''}`,
    [id, scopeTenants(scope)],
  );
  return row ? deviceRecord(store.keyring, row) : null;
}

/** Devices that use one of the configs, the oldest first. */
export async function listDevicesByConfig(
  store: Store,
  scope: TenantScope,
  configIds: readonly string[],
  limit: number,
): Promise<DeviceRecord[]> {
  const rows = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE config = ANY($1::text[]) AND ${inScopeSql('$2')}
     ORDER BY created_at, id LIMIT $3`,
    [configIds, scopeTenants(scope), limit],
  );
  return rows.map((row) => deviceRecord(store.keyring, row));
}

/** Ids of devices that use one of the configs, in no order. */
export async function listDeviceIdsByConfig(
  store: Store,
  scope: TenantScope,
  configIds: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await store.sql.query<{ id: string }>(
    `SELECT id FROM device WHERE config = ANY($1::text[]) AND ${inScopeSql('$2')} LIMIT $3`,
    [configIds, scopeTenants(scope), limit],
  );
  return rows.map((row) => row.id);
}
