import type { JsonValue } from '../../shared/json';
import type { Keyring } from '../../shared/keyring';
import type { Sql } from '../pool';
import type { TenantParents } from '../../domain/tenants/lineage';
import { everywhere } from '../../domain/tenants/scope';
import { openValue } from '../secrets';
import { listSettings } from '../settings/settings';

/** What is small and read whole: tenants, settings of the master tenant, custom templates. */
export interface World {
  masterTenant: string;
  tenantParents: TenantParents;
  /** Tenant by keyed hash of its provisioning key. */
  tenantByKeyHash: Map<string, string>;
  /** Provisioning keys in clear, by tenant. */
  keyByTenant: Map<string, string>;
  settings: Map<string, JsonValue>;
  /** By the plugin id as written, then by tenant, then by name. */
  templates: { tenantId: string; pluginId: string; name: string; source: string; revision: string }[];
}

/** Throws while the database has no master tenant: it is not set up yet. */
export async function readWorld(sql: Sql, keyring: Keyring): Promise<World> {
  const tenants = await sql.query<{
    id: string;
    parent: string | null;
    hash: string | null;
    key: string | null;
  }>(
    `SELECT id, parent_id AS parent, provisioning_key_hash AS hash, provisioning_key AS key FROM tenant
     ORDER BY created_at, id`,
  );
  const master = tenants.find((tenant) => tenant.parent === null);
  if (!master) throw new Error('The database has no master tenant yet.');
  const settings = await listSettings({ sql, keyring }, everywhere(master.id));
  const templates = await sql.query<World['templates'][number]>(
    `SELECT tenant_id AS "tenantId", plugin_id AS "pluginId", name, source, revision::text AS revision
     FROM custom_template ORDER BY tenant_id, plugin_id, name`,
  );
  return {
    masterTenant: master.id,
    tenantParents: new Map(tenants.map(({ id, parent }) => [id, parent])),
    tenantByKeyHash: new Map(tenants.flatMap(({ id, hash }) => (hash ? [[hash, id]] : []))),
    keyByTenant: new Map(
      tenants.flatMap(({ id, key }) =>
        key ? [[id, openValue(keyring, `tenant/${id}/provisioning_key`, key)]] : [],
      ),
    ),
    settings: new Map(settings.filter((s) => s.tenantId === master.id).map((s) => [s.key, s.value])),
    templates,
  };
}
