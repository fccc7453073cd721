import type { TenantScope } from '../../domain/tenants/scope';
import type { Store, WriteStore } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';

export interface StoredTemplate {
  tenantId: string;
  /** As it was stored: a line's id or one of its aliases. */
  pluginId: string;
  name: string;
  source: string;
}

/** The source of one template of the scope's home tenant; null: there is none. */
export async function findTemplateSource(
  store: Store,
  scope: TenantScope,
  pluginNames: readonly string[],
  name: string,
): Promise<string | null> {
  const [row] = await store.sql.query<{ source: string }>(
    `SELECT source FROM custom_template WHERE tenant_id = $1 AND plugin_id = ANY($2::text[]) AND name = $3
     ORDER BY plugin_id LIMIT 1`,
    [scope.home, pluginNames, name],
  );
  return row?.source ?? null;
}

/** Writes it for the scope's home tenant; one of the same name is replaced. */
export async function putTemplate(
  store: WriteStore,
  scope: TenantScope,
  template: Omit<StoredTemplate, 'tenantId'>,
): Promise<void> {
  await store.sql.execute(
    `INSERT INTO custom_template (id, tenant_id, plugin_id, name, source, revision, updated_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, now())
     ON CONFLICT (tenant_id, plugin_id, name) DO UPDATE SET source = excluded.source, error = NULL,
       revision = excluded.revision, updated_at = now()`,
    [scope.home, template.pluginId, template.name, template.source, store.revision],
  );
  store.announce('template', [template.pluginId]);
}

/** All templates of the scope after a place in their order, for walking through them. */
export async function listTemplatesAfter(
  store: Store,
  scope: TenantScope,
  after: { pluginId: string; name: string },
  limit: number,
): Promise<StoredTemplate[]> {
  const rows = await store.sql.query<{ tenant_id: string; plugin_id: string; name: string; source: string }>(
    `SELECT tenant_id, plugin_id, name, source FROM custom_template
     WHERE (plugin_id, name) > ($1, $2) AND ${inScopeSql('$3')} ORDER BY plugin_id, name LIMIT $4`,
    [after.pluginId, after.name, scopeTenants(scope), limit],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    pluginId: row.plugin_id,
    name: row.name,
    source: row.source,
  }));
}
