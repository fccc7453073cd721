import type { TenantScope } from '../../domain/tenants/scope';
import type { DeviceRow } from '../../domain/console/device-list';
import type { Sql } from '../pool';
import { scopeTenants } from '../scope';
import { deviceRow, ROW_COLUMNS, ROW_JOINS, type ConsoleDeviceRow } from './device-list';

interface Row extends ConsoleDeviceRow {
  sn: string | null;
  uuid: string | null;
  config: string | null;
  config_missing: boolean;
  added: string | null;
  tenant_id: string;
  tenant_name: string;
  config_error: unknown;
  remote_state_sip_username: string | null;
  last_seen_via: string | null;
  last_user_agent: string | null;
  fetched_at: Date | null;
  decision: unknown;
  /** The document with its secrets hashed, as JSON. */
  search: unknown;
  updated_at: Date;
  revision: string;
}

export interface DeviceDetailRecord {
  row: DeviceRow;
  stored: Row;
}

export async function findDeviceDetail(
  sql: Sql,
  scope: TenantScope,
  id: string,
): Promise<DeviceDetailRecord | null> {
  const [stored] = await sql.query<Row>(
    `SELECT ${ROW_COLUMNS}, d.sn, d.uuid, d.config, d.search->>'added' AS added, d.tenant_id, t.name AS tenant_name,
       d.config IS NOT NULL AND NOT EXISTS (SELECT 1 FROM config c WHERE c.id = d.config) AS config_missing,
       d.config_error, d.remote_state_sip_username, s.last_seen_via, s.last_user_agent, s.fetched_at, s.decision,
       d.search, d.updated_at, d.revision::text AS revision
     FROM device d JOIN tenant t ON t.id = d.tenant_id ${ROW_JOINS}
     WHERE d.id = $1 AND ($2::uuid[] IS NULL OR d.tenant_id = ANY($2::uuid[]))`,
    [id, scopeTenants(scope)],
  );
  return stored ? { row: deviceRow(stored), stored } : null;
}

/** The device of the scope with this MAC address, the oldest of several; null: none. */
export async function findDeviceIdByMac(sql: Sql, scope: TenantScope, mac: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT id FROM device WHERE mac = $1 AND ($2::uuid[] IS NULL OR tenant_id = ANY($2::uuid[]))
     ORDER BY created_at, id LIMIT 1`,
    [mac, scopeTenants(scope)],
  );
  return row?.id ?? null;
}
