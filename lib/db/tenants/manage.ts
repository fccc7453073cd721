import type { TenantScope } from '../../domain/tenants/scope';
import type { WriteStore } from '../changes';
import { isUniqueViolation, type Sql } from '../pool';
import { scopeTenants } from '../scope';

export interface TenantRow {
  id: string;
  parentId: string | null;
  name: string;
  slug: string | null;
  devices: number;
  configs: number;
  users: number;
  tokens: number;
}

/** Parents before their children is not promised; by name. With what each has. */
export async function listTenantsOf(sql: Sql, scope: TenantScope, limit: number): Promise<TenantRow[]> {
  const count = (table: string, more = ''): string =>
    `(SELECT count(*)::int FROM ${table} x WHERE x.tenant_id = tenant.id ${more})`;
  return sql.query<TenantRow>(
    `SELECT id, parent_id AS "parentId", name, slug, ${count('device')} AS devices, ${count('config')} AS configs,
       ${count('"user"')} AS users, ${count('api_token', 'AND x.revoked_at IS NULL')} AS tokens
     FROM tenant WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[]) ORDER BY lower(name), id LIMIT $2`,
    [scopeTenants(scope), limit],
  );
}

/** A slug that is not given stays; null takes it away. `taken`: another tenant has it. The transaction can't go on then. */
export async function renameTenant(
  store: WriteStore,
  tenant: { id: string; name: string; slug?: string | null | undefined },
): Promise<'saved' | 'missing' | 'taken'> {
  try {
    const written = await store.sql.execute(
      'UPDATE tenant SET name = $2, slug = CASE WHEN $4::boolean THEN $3 ELSE slug END WHERE id = $1',
      [tenant.id, tenant.name, tenant.slug ?? null, tenant.slug !== undefined],
    );
    if (written === 1) store.announce('tenant', [tenant.id]);
    return written === 1 ? 'saved' : 'missing';
  } catch (error) {
    if (isUniqueViolation(error)) return 'taken';
    throw error;
  }
}

/** What keeps a tenant from being deleted, as words for people; its settings and templates go with it. */
export async function tenantContents(store: WriteStore, id: string): Promise<string[]> {
  await store.sql.query('SELECT 1 FROM tenant WHERE id = $1 FOR UPDATE', [id]);
  const kinds: readonly (readonly [string, string, string])[] = [
    ['tenants', 'tenant', 'parent_id'],
    ['devices', 'device', 'tenant_id'],
    ['configs', 'config', 'tenant_id'],
    ['users', '"user"', 'tenant_id'],
  ];
  const found: string[] = [];
  for (const [word, table, column] of kinds) {
    const rows = await store.sql.query(`SELECT 1 FROM ${table} WHERE ${column} = $1 LIMIT 1`, [id]);
    if (rows.length > 0) found.push(word);
  }
  return found;
}

/** Its tokens are gone with it at once. */
export async function deleteTenant(store: WriteStore, id: string): Promise<void> {
  for (const table of ['setting', 'custom_template', 'custom_template_version'])
    await store.sql.execute(`DELETE FROM ${table} WHERE tenant_id = $1`, [id]);
  await store.sql.execute('DELETE FROM tenant WHERE id = $1', [id]);
  store.announce('tenant', [id], 'deleted');
}

/** Null: the database was never set up. */
export async function findMasterTenant(sql: Sql): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>('SELECT id FROM tenant WHERE parent_id IS NULL');
  return row?.id ?? null;
}
