import type { TenantScope } from '../../domain/tenants/scope';
import type { Store, WriteStore } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';
import type { TenantRecord } from './tenants';

/** Makes the tenant as it is told, or makes it like that. False: it is so already. A slug that another has is left out. */
export async function putTenant(store: WriteStore, tenant: TenantRecord): Promise<boolean> {
  const written = await store.sql.execute(
    `INSERT INTO tenant AS own (id, parent_id, name, slug)
     VALUES ($1, $2, $3, (SELECT $4::text WHERE NOT EXISTS (SELECT 1 FROM tenant WHERE slug = $4 AND id <> $1)))
     ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
       slug = coalesce(excluded.slug, own.slug)
     WHERE own.parent_id IS NOT NULL
       AND (own.parent_id, own.name, own.slug)
         IS DISTINCT FROM (excluded.parent_id, excluded.name, coalesce(excluded.slug, own.slug))`,
    [tenant.id, tenant.parentId, tenant.name, tenant.slug],
  );
  if (written === 1) store.announce('tenant', [tenant.id]);
  return written === 1;
}

/** Ids of devices or configs of the scope, at most `limit`. */
export async function listIdsOf(
  store: Store,
  kind: 'device' | 'config',
  scope: TenantScope,
  limit: number,
): Promise<string[]> {
  const rows = await store.sql.query<{ id: string }>(
    `SELECT id FROM ${kind} WHERE ${inScopeSql('$1')} ORDER BY id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
  return rows.map((row) => row.id);
}
