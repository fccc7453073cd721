import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** Device templates: configs of type `device`, by label. */
export async function listDeviceTemplates(
  sql: Sql,
  scope: TenantScope,
): Promise<{ id: string; label: string }[]> {
  return sql.query<{ id: string; label: string }>(
    `SELECT id, coalesce(label, id) AS label FROM config WHERE x_type = 'device' AND ${inScopeSql('$1')}
     ORDER BY lower(coalesce(label, id)), id LIMIT 500`,
    [scopeTenants(scope)],
  );
}
