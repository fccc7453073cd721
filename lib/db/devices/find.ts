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

/** Devices of a plugin under any of its names (id and aliases), the oldest first. */
export async function listDevicesByPlugin(
  store: Store,
  scope: TenantScope,
  names: readonly string[],
  limit: number,
): Promise<DeviceRecord[]> {
  const rows = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE plugin = ANY($1::text[]) AND ${inScopeSql('$2')}
     ORDER BY created_at, id LIMIT $3`,
    [names, scopeTenants(scope), limit],
  );
  return rows.map((row) => deviceRecord(store.keyring, row));
}

/** How many devices use the config, whatever their tenant: a config may go only when nobody uses it. */
export async function countDevicesByConfig(
  store: Store,
  scope: TenantScope,
  configId: string,
): Promise<number> {
  const [row] = await store.sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM device WHERE config = $1 AND ${inScopeSql('$2')}`,
    [configId, scopeTenants(scope)],
  );
  return row?.n ?? 0;
}
