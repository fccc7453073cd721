import { HEARTBEAT_LIMIT_MS } from '../../domain/changes/change';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';
import { STATUS_SQL } from './status';

export interface SeenCounts {
  hour: number;
  day: number;
  created: number;
}

export async function countSeen(sql: Sql, scope: TenantScope): Promise<SeenCounts> {
  const [row] = await sql.query<SeenCounts>(
    `SELECT
       (SELECT count(*)::int FROM device_state WHERE ${inScopeSql('$1')} AND last_seen_at > now() - interval '1 hour') AS hour,
       (SELECT count(*)::int FROM device_state WHERE ${inScopeSql('$1')} AND last_seen_at > now() - interval '1 day') AS day,
       (SELECT count(*)::int FROM device WHERE ${inScopeSql('$1')} AND created_at > now() - interval '1 day') AS created`,
    [scopeTenants(scope)],
  );
  return row ?? { hour: 0, day: 0, created: 0 };
}

/** Requests within the last day that belong to no device. */
export async function countUnknown(sql: Sql, scope: TenantScope): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT coalesce(sum(count), 0)::int AS n FROM phone_event
     WHERE last_at > now() - interval '1 day' AND device_id IS NULL AND outcome IN ('unknown', 'refused', 'error', 'not_found')
       AND ${inScopeSql('$1')}`,
    [scopeTenants(scope)],
  );
  return row?.n ?? 0;
}

/** Requests of devices in each of the last 24 hours that had any. */
export async function countRequestsByHour(
  sql: Sql,
  scope: TenantScope,
): Promise<{ at: Date; served: number; failed: number }[]> {
  return sql.query(
    `SELECT date_trunc('hour', last_at) AS at,
       coalesce(sum(count) FILTER (WHERE outcome IN ('served', 'not_modified', 'uploaded', 'lease')), 0)::int AS served,
       coalesce(sum(count) FILTER (WHERE outcome NOT IN ('served', 'not_modified', 'uploaded', 'lease')), 0)::int AS failed
     FROM phone_event WHERE last_at > date_trunc('hour', now()) - interval '23 hours' AND ${inScopeSql('$1')}
     GROUP BY 1 ORDER BY 1`,
    [scopeTenants(scope)],
  );
}

/** Devices whose last configuration failed, the latest first. */
export async function listFailures(
  sql: Sql,
  scope: TenantScope,
  limit: number,
): Promise<{ id: string; mac: string | null; model: string | null; reason: string | null }[]> {
  return sql.query(
    `SELECT d.id, d.mac, concat_ws(' ', d.vendor, d.model) AS model, d.config_error->>'message' AS reason FROM device d
     WHERE ${STATUS_SQL} = 'failed' AND ($1::uuid[] IS NULL OR d.tenant_id = ANY($1::uuid[]))
     ORDER BY d.updated_at DESC, d.id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
}

/** Processes that reported within the last ten minutes. */
export async function listProcesses(
  sql: Sql,
): Promise<{ kind: string; host: string; alive: boolean; started_at: Date }[]> {
  return sql.query(
    `SELECT kind, host, heartbeat_at > now() - $1 * interval '1 millisecond' AS alive, started_at FROM process
     WHERE heartbeat_at > now() - interval '10 minutes' ORDER BY kind, host, started_at`,
    [HEARTBEAT_LIMIT_MS],
  );
}
