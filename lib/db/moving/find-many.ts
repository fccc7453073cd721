import type { TenantScope } from '../../domain/tenants/scope';
import type { Store } from '../changes';
import { CONFIG_COLUMNS, configRecord, type ConfigRecord, type ConfigRow } from '../configs/record';
import { DEVICE_COLUMNS, deviceRecord, type DeviceRecord, type DeviceRow } from '../devices/record';
import { inScopeSql, scopeTenants } from '../scope';

/** Those of the ids that exist, by id. */
export async function findDevices(
  store: Store,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Map<string, DeviceRecord>> {
  const rows = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE id = ANY($1::text[]) AND ${inScopeSql('$2')}`,
    [ids, scopeTenants(scope)],
  );
  return new Map(rows.map((row) => [row.id, deviceRecord(store.keyring, row)]));
}

export async function findConfigs(
  store: Store,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Map<string, ConfigRecord>> {
  const rows = await store.sql.query<ConfigRow>(
    `SELECT ${CONFIG_COLUMNS} FROM config WHERE id = ANY($1::text[]) AND ${inScopeSql('$2')}`,
    [ids, scopeTenants(scope)],
  );
  return new Map(rows.map((row) => [row.id, configRecord(store.keyring, row)]));
}

/** Those of the ids that exist, without their documents. */
export async function findConfigIds(
  store: Store,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await store.sql.query<{ id: string }>(
    `SELECT id FROM config WHERE id = ANY($1::text[]) AND ${inScopeSql('$2')}`,
    [ids, scopeTenants(scope)],
  );
  return new Set(rows.map((row) => row.id));
}

/** The next `limit` devices after an id, for walking through all of them. */
export async function listDevicesAfter(
  store: Store,
  scope: TenantScope,
  after: string,
  limit: number,
): Promise<DeviceRecord[]> {
  const rows = await store.sql.query<DeviceRow>(
    `SELECT ${DEVICE_COLUMNS} FROM device WHERE id > $1 AND ${inScopeSql('$2')} ORDER BY id LIMIT $3`,
    [after, scopeTenants(scope), limit],
  );
  return rows.map((row) => deviceRecord(store.keyring, row));
}

export async function listConfigsAfter(
  store: Store,
  scope: TenantScope,
  after: string,
  limit: number,
): Promise<ConfigRecord[]> {
  const rows = await store.sql.query<ConfigRow>(
    `SELECT ${CONFIG_COLUMNS} FROM config WHERE id > $1 AND ${inScopeSql('$2')} ORDER BY id LIMIT $3`,
    [after, scopeTenants(scope), limit],
  );
  return rows.map((row) => configRecord(store.keyring, row));
}
