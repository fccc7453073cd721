import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { scopeTenants } from '../scope';

export interface KeyState {
  id: string;
  name: string;
  parentId: string | null;
  set: boolean;
  devices: number;
}

/** The tenants of the scope, the master tenant first, then by name; no keys. */
export async function listKeyStates(sql: Sql, scope: TenantScope, limit: number): Promise<KeyState[]> {
  return sql.query<KeyState>(
    `SELECT id, name, parent_id AS "parentId", provisioning_key_hash IS NOT NULL AS set,
       (SELECT count(*)::int FROM device WHERE device.tenant_id = tenant.id) AS devices
     FROM tenant WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[])
     ORDER BY parent_id IS NOT NULL, lower(name), id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
}
