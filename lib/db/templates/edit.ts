import type { TenantScope } from '../../domain/tenants/scope';
import type { Store, WriteStore } from '../changes';
import type { Sql } from '../pool';

/** A custom template of one tenant. Its line may be written by an alias. */
export interface TemplateRecord {
  pluginId: string;
  name: string;
  source: string;
  revision: string;
  updatedAt: Date;
}

export interface TemplateVersion {
  id: string;
  at: Date;
  actor: string;
  /** Name of the person, when it was one who is still there. */
  username: string | null;
  /** Null: it was deleted then. */
  source: string | null;
}

/** Versions that are kept of a template. */
export const KEPT_VERSIONS = 50;
const MAX_TEMPLATES = 2_000;

const COLUMNS = `plugin_id AS "pluginId", name, source, revision::text AS revision, updated_at AS "updatedAt"`;

/** Those of the scope's home tenant, by line and name. */
export async function listOwnTemplates(sql: Sql, scope: TenantScope): Promise<TemplateRecord[]> {
  return sql.query<TemplateRecord>(
    `SELECT ${COLUMNS} FROM custom_template WHERE tenant_id = $1 ORDER BY plugin_id, name LIMIT ${MAX_TEMPLATES}`,
    [scope.home],
  );
}

/** `pluginNames`: the line's id and aliases. */
export async function findTemplate(
  store: Pick<Store, 'sql'>,
  scope: TenantScope,
  pluginNames: readonly string[],
  name: string,
  options: { lock?: boolean } = {},
): Promise<TemplateRecord | null> {
  const [row] = await store.sql.query<TemplateRecord>(
    `SELECT ${COLUMNS} FROM custom_template WHERE tenant_id = $1 AND plugin_id = ANY($2::text[]) AND name = $3
     ORDER BY plugin_id LIMIT 1${options.lock ? ' FOR UPDATE' : ''}`,
    [scope.home, pluginNames, name],
  );
  return row ?? null;
}

export async function removeTemplate(
  store: WriteStore,
  scope: TenantScope,
  pluginId: string,
  name: string,
): Promise<void> {
  await store.sql.execute(
    'DELETE FROM custom_template WHERE tenant_id = $1 AND plugin_id = $2 AND name = $3',
    [scope.home, pluginId, name],
  );
  store.announce('template', [pluginId]);
}

/** Adds a version and forgets the oldest beyond those that are kept. `lineId`: canonical. `source` null: deleted. */
export async function addVersion(
  store: WriteStore,
  scope: TenantScope,
  version: { lineId: string; name: string; source: string | null; actor: string },
): Promise<void> {
  const place = [scope.home, version.lineId, version.name];
  await store.sql.execute(
    'INSERT INTO custom_template_version (tenant_id, plugin_id, name, source, actor) VALUES ($1, $2, $3, $4, $5)',
    [...place, version.source, version.actor],
  );
  await store.sql.execute(
    `DELETE FROM custom_template_version WHERE tenant_id = $1 AND plugin_id = $2 AND name = $3 AND id <= (
       SELECT id FROM custom_template_version WHERE tenant_id = $1 AND plugin_id = $2 AND name = $3
       ORDER BY id DESC OFFSET ${KEPT_VERSIONS} LIMIT 1)`,
    place,
  );
}

/** The newest first. */
export async function listVersions(
  sql: Sql,
  scope: TenantScope,
  lineId: string,
  name: string,
): Promise<TemplateVersion[]> {
  return sql.query<TemplateVersion>(
    `SELECT v.id::text AS id, v.at, v.actor, u.username, v.source FROM custom_template_version v
     LEFT JOIN "user" u ON v.actor = 'user:' || u.id
     WHERE v.tenant_id = $1 AND v.plugin_id = $2 AND v.name = $3 ORDER BY v.id DESC LIMIT ${KEPT_VERSIONS}`,
    [scope.home, lineId, name],
  );
}
