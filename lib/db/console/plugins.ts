import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** How many devices of the scope name each plugin, by the name as written. */
export async function countDevicesByPluginName(sql: Sql, scope: TenantScope): Promise<Map<string, number>> {
  const rows = await sql.query<{ plugin: string; n: number }>(
    `SELECT plugin, count(*)::int AS n FROM device WHERE plugin IS NOT NULL AND ${inScopeSql('$1')} GROUP BY plugin`,
    [scopeTenants(scope)],
  );
  return new Map(rows.map(({ plugin, n }) => [plugin, n]));
}

/** How many devices of the scope are each vendor's model, apart by the plugin that they name. */
export async function countDevicesByModel(
  sql: Sql,
  scope: TenantScope,
): Promise<{ vendor: string; model: string; plugin: string | null; n: number }[]> {
  return sql.query(
    `SELECT vendor, model, plugin, count(*)::int AS n FROM device
     WHERE vendor IS NOT NULL AND model IS NOT NULL AND ${inScopeSql('$1')} GROUP BY vendor, model, plugin`,
    [scopeTenants(scope)],
  );
}
