import type { DeviceListQuery } from '../../domain/console/device-list';
import type { TenantScope } from '../../domain/tenants/scope';
import { deviceCondition } from '../console/device-search';
import { STATUS_SQL } from '../console/status';
import type { Sql } from '../pool';

/** A device as a line of a table; nothing of it is secret. */
export interface ExportRow {
  id: string;
  mac: string | null;
  vendor: string | null;
  model: string | null;
  version: string | null;
  plugin: string | null;
  description: string | null;
  display_name: string | null;
  number: string | null;
  username: string | null;
  registrar: string | null;
  template: string | null;
  ip: string | null;
  status: string;
  last_seen: string | null;
  /** Where the next page goes on. */
  cursor: string;
}

/** Devices that match, in the order in which they were made, behind `after`. */
export async function listExportRows(
  sql: Sql,
  scope: TenantScope,
  query: Pick<DeviceListQuery, 'q' | 'status' | 'vendor' | 'model' | 'plugin'>,
  after: ExportRow | null,
  limit: number,
): Promise<ExportRow[]> {
  const { where, values } = deviceCondition(scope, query);
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const behind = after
    ? `AND (d.created_at, d.id) > (${bind(after.cursor)}::timestamptz, ${bind(after.id)}::text)`
    : '';
  return sql.query<ExportRow>(
    `SELECT d.id, d.mac, d.vendor, d.model, d.version, d.plugin, d.search->>'description' AS description,
       l.display_name, l.number, l.username, l.registrar_ip AS registrar,
       c.search->>'configdevice' AS template, d.ip, ${STATUS_SQL} AS status,
       to_char(s.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last_seen,
       d.created_at::text AS cursor
     FROM device d
     LEFT JOIN device_state s ON s.device_id = d.id
     LEFT JOIN config c ON c.id = d.config
     LEFT JOIN LATERAL (SELECT display_name, number, username, registrar_ip FROM line
       WHERE config_id = d.config ORDER BY position LIMIT 1) l ON true
     WHERE ${where} ${behind} ORDER BY d.created_at, d.id LIMIT ${bind(limit)}`,
    values,
  );
}
