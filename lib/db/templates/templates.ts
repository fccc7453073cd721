import type { Sql } from '../pool';

export interface CustomTemplateSet {
  /** Changes whenever a template does. */
  revision: string;
  templates: Record<string, string>;
}

/** The templates of a plugin line (under any of its names) of the first of the tenants that has some; null: none has. */
export async function listCustomTemplates(
  sql: Sql,
  tenants: readonly string[],
  pluginNames: readonly string[],
): Promise<CustomTemplateSet | null> {
  const rows = await sql.query<{ tenant_id: string; name: string; source: string; revision: string }>(
    `SELECT tenant_id, name, source, revision::text AS revision FROM custom_template
     WHERE tenant_id = ANY($1::uuid[]) AND plugin_id = ANY($2::text[]) ORDER BY plugin_id, name`,
    [tenants, pluginNames],
  );
  const owner = tenants.find((tenant) => rows.some((row) => row.tenant_id === tenant));
  if (owner === undefined) return null;
  const own = rows.filter((row) => row.tenant_id === owner);
  return {
    revision: own.map(({ name, revision }) => `${name}:${revision};`).join(''),
    templates: Object.fromEntries(own.map(({ name, source }) => [name, source])),
  };
}
