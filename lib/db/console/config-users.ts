import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** Devices of the scope whose files are made of this config: those that use it, and those that use one that inherits from it. */
export async function countConfigUsers(sql: Sql, scope: TenantScope, configId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `WITH RECURSIVE heirs(id) AS (
       SELECT $1::text
       UNION
       SELECT config.id FROM heirs JOIN config ON config.parent_ids && ARRAY[heirs.id]
     )
     SELECT count(*)::int AS n FROM device WHERE config IN (SELECT id FROM heirs) AND ${inScopeSql('$2')}`,
    [configId, scopeTenants(scope)],
  );
  return row?.n ?? 0;
}
