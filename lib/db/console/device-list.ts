import type { DeviceFacets, DeviceListQuery, DeviceRow, DeviceSort } from '../../domain/console/device-list';
import { deviceStatus } from '../../domain/console/device-list';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { scopeTenants } from '../scope';
import { deviceCondition } from './device-search';
import { STATUS_RANK_SQL, STATUS_SQL } from './status';

const DOTTED_QUAD = String.raw`'^((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})$'`;

/** Sort expressions, the joins that they need, and whether texts are compared without case. */
const SORT: Record<DeviceSort, { by: string; join?: 'state' | 'line' }> = {
  // What has just been added stands with what was just seen: its first request is recorded a moment later.
  seen: { by: 'coalesce(s.last_seen_at, d.created_at)', join: 'state' },
  status: { by: STATUS_RANK_SQL },
  mac: { by: 'd.mac' },
  vendor: { by: 'lower(d.vendor)' },
  model: { by: 'lower(d.model)' },
  plugin: { by: 'd.plugin' },
  version: { by: 'd.version' },
  ip: { by: `CASE WHEN d.ip ~ ${DOTTED_QUAD} THEN d.ip::inet END` },
  line: { by: 'l.number', join: 'line' },
  created: { by: 'd.created_at' },
};

const STATE_JOIN = 'LEFT JOIN device_state s ON s.device_id = d.id';
const LINE_JOIN = `LEFT JOIN LATERAL (SELECT number, display_name FROM line
  WHERE config_id = d.config ORDER BY position LIMIT 1) l ON true`;

interface Row {
  id: string;
  mac: string | null;
  ip: string | null;
  vendor: string | null;
  model: string | null;
  version: string | null;
  plugin: string | null;
  description: string | null;
  status: string;
  reason: string | null;
  number: string | null;
  display_name: string | null;
  last_seen_at: Date | null;
  created_at: Date;
}

export const ROW_COLUMNS = `d.id, d.mac, d.ip, d.vendor, d.model, d.version, d.plugin, d.search->>'description' AS description,
  ${STATUS_SQL} AS status, d.config_error->>'message' AS reason, l.number, l.display_name, s.last_seen_at, d.created_at`;
export const ROW_JOINS = `${STATE_JOIN} ${LINE_JOIN}`;

/** One page of devices, and how many there are on all pages. */
export async function listConsoleDevices(
  sql: Sql,
  scope: TenantScope,
  query: DeviceListQuery,
): Promise<{ rows: DeviceRow[]; total: number }> {
  const { where, values } = deviceCondition(scope, query);
  const sort = SORT[query.sort];
  const join = sort.join === 'state' ? STATE_JOIN : sort.join === 'line' ? LINE_JOIN : '';
  const direction = query.dir === 'asc' ? 'ASC' : 'DESC';
  const page = sql.query<Row>(
    `WITH page AS (
       SELECT d.id, row_number() OVER () AS place FROM (
         SELECT d.id FROM device d ${join} WHERE ${where}
         ORDER BY ${sort.by} ${direction} NULLS LAST, d.created_at DESC, d.id
         LIMIT $${values.length + 1} OFFSET $${values.length + 2}) d)
     SELECT ${ROW_COLUMNS} FROM page JOIN device d ON d.id = page.id ${ROW_JOINS} ORDER BY page.place`,
    [...values, query.size, (query.page - 1) * query.size],
  );
  const count = sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM device d WHERE ${where}`, values);
  const [rows, [total]] = await Promise.all([page, count]);
  return { rows: rows.map(deviceRow), total: total?.n ?? 0 };
}

export function deviceRow(row: Row): DeviceRow {
  return {
    id: row.id,
    mac: row.mac,
    ip: row.ip,
    vendor: row.vendor,
    model: row.model,
    version: row.version,
    plugin: row.plugin,
    description: row.description,
    status: deviceStatus.parse(row.status),
    reason: row.reason,
    line:
      row.number === null && row.display_name === null
        ? null
        : { number: row.number, name: row.display_name },
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
export type ConsoleDeviceRow = Row;

/** Values that one filter may offer; a fleet with more has to be searched. */
const FACET_LIMIT = 300;

interface FacetRow {
  grouping: number;
  status: string | null;
  vendor: string | null;
  model: string | null;
  plugin: string | null;
  n: number;
}

/** What the filters offer, from one pass over the devices of the scope. */
export async function countDeviceFacets(sql: Sql, scope: TenantScope): Promise<DeviceFacets> {
  const rows = await sql.query<FacetRow>(
    `SELECT grouping(status, vendor, model, plugin) AS grouping, status, vendor, model, plugin, count(*)::int AS n
     FROM (SELECT ${STATUS_SQL} AS status, d.vendor, d.model, d.plugin FROM device d
           WHERE ($1::uuid[] IS NULL OR d.tenant_id = ANY($1::uuid[]))) d
     GROUP BY GROUPING SETS ((), (status), (vendor), (vendor, model), (plugin))
     ORDER BY n DESC`,
    [scopeTenants(scope)],
  );
  // grouping() sets a bit for each column that a row is not grouped by: status 8, vendor 4, model 2, plugin 1.
  const of = (bits: number): FacetRow[] => rows.filter((row) => row.grouping === bits).slice(0, FACET_LIMIT);
  const single = (bits: number, column: 'vendor' | 'plugin') =>
    of(bits).flatMap((row) => (row[column] ? [{ value: row[column], count: row.n }] : []));
  return {
    total: of(15)[0]?.n ?? 0,
    status: of(7).map((row) => ({ value: deviceStatus.parse(row.status), count: row.n })),
    vendor: single(11, 'vendor'),
    model: of(9).flatMap((row) =>
      row.model ? [{ value: row.model, vendor: row.vendor, count: row.n }] : [],
    ),
    plugin: single(14, 'plugin'),
  };
}
