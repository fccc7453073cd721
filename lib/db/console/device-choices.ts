import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** Devices whose plugin has one of these names and that have a config, for a person to choose from. */
export async function listDeviceChoices(
  sql: Sql,
  scope: TenantScope,
  pluginNames: readonly string[],
  limit: number,
): Promise<{ id: string; label: string }[]> {
  return sql.query<{ id: string; label: string }>(
    `SELECT id, concat_ws(' · ', coalesce(mac, id), model) AS label FROM device
     WHERE plugin = ANY($1::text[]) AND config IS NOT NULL AND ${inScopeSql('$2')}
     ORDER BY configured DESC, mac, id LIMIT $3`,
    [pluginNames, scopeTenants(scope), limit],
  );
}
