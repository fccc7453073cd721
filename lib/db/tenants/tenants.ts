import type { TenantParents } from '../../domain/tenants/lineage';
import type { Store, WriteStore } from '../changes';
import type { Sql } from '../pool';
import { isUniqueViolation } from '../pool';
import { openValue, sealValue } from '../secrets';

export interface TenantRecord {
  id: string;
  parentId: string | null;
  name: string;
  slug: string | null;
}

interface Row {
  id: string;
  parent_id: string | null;
  name: string;
  slug: string | null;
}

/** The whole tree, the root first. Who may see which tenant is decided from it, so it takes no scope. */
export async function listTenants(sql: Sql): Promise<TenantRecord[]> {
  const rows = await sql.query<Row>(
    'SELECT id, parent_id, name, slug FROM tenant ORDER BY parent_id NULLS FIRST, created_at, id',
  );
  return rows.map(({ id, parent_id, name, slug }) => ({ id, parentId: parent_id, name, slug }));
}

/** The tenant and everything below it; empty when there is no such tenant. */
export async function listSubtree(sql: Sql, tenantId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `WITH RECURSIVE tree(id) AS (
       SELECT id FROM tenant WHERE id = $1
       UNION SELECT tenant.id FROM tenant JOIN tree ON tenant.parent_id = tree.id
     ) SELECT id FROM tree`,
    [tenantId],
  );
  return rows.map((row) => row.id);
}

/** The parents of these tenants, of their parents, and so on up to the master tenant. */
export async function findParents(sql: Sql, tenantIds: readonly string[]): Promise<TenantParents> {
  const rows = await sql.query<{ id: string; parent_id: string | null }>(
    `WITH RECURSIVE above(id, parent_id) AS (
       SELECT id, parent_id FROM tenant WHERE id = ANY($1::uuid[])
       UNION SELECT tenant.id, tenant.parent_id FROM tenant JOIN above ON tenant.id = above.parent_id
     ) SELECT id, parent_id FROM above`,
    [[...new Set(tenantIds)]],
  );
  return new Map(rows.map((row) => [row.id, row.parent_id]));
}

/** False: the id or slug is taken. */
export async function insertTenant(store: WriteStore, tenant: TenantRecord): Promise<boolean> {
  const written = await store.sql.execute(
    'INSERT INTO tenant (id, parent_id, name, slug) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [tenant.id, tenant.parentId, tenant.name, tenant.slug],
  );
  if (written === 1) store.announce('tenant', [tenant.id]);
  return written === 1;
}

/** Until the transaction ends, writers of this tenant's parameters wait for each other. Documents are not concerned. */
export async function lockParameters(store: WriteStore, tenantId: string): Promise<void> {
  await store.sql.query('SELECT 1 FROM tenant WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
}

/** The tenant's key in the URLs of phones; null: none. An empty text was set as such. */
export async function findProvisioningKey(store: Store, tenantId: string): Promise<string | null> {
  const [row] = await store.sql.query<{ provisioning_key: string | null }>(
    'SELECT provisioning_key FROM tenant WHERE id = $1',
    [tenantId],
  );
  return row?.provisioning_key ? openValue(store.keyring, keyPlace(tenantId), row.provisioning_key) : null;
}

/** Gives `taken` when another tenant has the key. An empty key belongs to nobody: many tenants may have it. */
export async function saveProvisioningKey(
  store: WriteStore,
  tenantId: string,
  key: string | null,
): Promise<'saved' | 'taken'> {
  const hash = key === null || key === '' ? null : store.keyring.hash('provisioning-key', key);
  await store.sql.execute('SAVEPOINT provisioning_key');
  try {
    await store.sql.execute(
      'UPDATE tenant SET provisioning_key = $2, provisioning_key_hash = $3 WHERE id = $1',
      [tenantId, key === null ? null : sealValue(store.keyring, keyPlace(tenantId), key), hash],
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await store.sql.execute('ROLLBACK TO SAVEPOINT provisioning_key');
    return 'taken';
  }
  store.announce('tenant', [tenantId]);
  return 'saved';
}

function keyPlace(tenantId: string): string {
  return `tenant/${tenantId}/provisioning_key`;
}
