import type { TenantScope } from '../../domain/tenants/scope';
import type { Store } from '../changes';
import type { FindOptions } from '../devices/find';
import { inScopeSql, scopeTenants } from '../scope';
import { CONFIG_COLUMNS, configRecord, type ConfigRecord, type ConfigRow } from './record';

export async function findConfig(
  store: Store,
  scope: TenantScope,
  id: string,
  options: FindOptions = {},
): Promise<ConfigRecord | null> {
  const [row] = await store.sql.query<ConfigRow>(
    `SELECT ${CONFIG_COLUMNS} FROM config WHERE id = $1 AND ${inScopeSql('$2')}${options.lock ? ' FOR UPDATE' : ''}`,
    [id, scopeTenants(scope)],
  );
  return row ? configRecord(store.keyring, row) : null;
}

/** The template of automatic configs: of several the one with the smallest id. */
export async function findAutocreateTemplate(store: Store, scope: TenantScope): Promise<ConfigRecord | null> {
  const [row] = await store.sql.query<ConfigRow>(
    `SELECT ${CONFIG_COLUMNS} FROM config WHERE role = 'autocreate' AND ${inScopeSql('$1')}
     ORDER BY id COLLATE "C" LIMIT 1`,
    [scopeTenants(scope)],
  );
  return row ? configRecord(store.keyring, row) : null;
}

/**
 * The configs of `ids` and all that they inherit from, each once, at most `limit`. Inheritance crosses tenants: give
 * the scope of everything that may be inherited.
 */
export async function listAncestors(
  store: Store,
  scope: TenantScope,
  ids: readonly string[],
  limit: number,
): Promise<ConfigRecord[]> {
  const rows = await store.sql.query<ConfigRow>(
    `WITH RECURSIVE lineage(id) AS (
       SELECT unnest($1::text[])
       UNION
       SELECT parent FROM config JOIN lineage USING (id), unnest(config.parent_ids) AS parent
     )
     SELECT ${CONFIG_COLUMNS} FROM config WHERE id IN (SELECT id FROM lineage LIMIT $3) AND ${inScopeSql('$2')}`,
    [ids, scopeTenants(scope), limit],
  );
  return rows.map((row) => configRecord(store.keyring, row));
}

/** Ids of the configs that name one of `parents` as a parent, at most `limit`. */
export async function listChildIds(
  store: Store,
  scope: TenantScope,
  parents: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await store.sql.query<{ id: string }>(
    `SELECT id FROM config WHERE parent_ids && $1::text[] AND ${inScopeSql('$2')} LIMIT $3`,
    [parents, scopeTenants(scope), limit],
  );
  return rows.map((row) => row.id);
}
