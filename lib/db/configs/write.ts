import type { TenantScope } from '../../domain/tenants/scope';
import { nodeOf, type ObjectNode } from '../../shared/json-text';
import type { WriteStore } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';
import { sealDocument } from '../secrets';
import { configLines, configProjection } from './record';

function values(store: WriteStore, id: string, tenantId: string, document: ObjectNode): unknown[] {
  const full: ObjectNode = { kind: 'object', members: new Map(document.members).set('id', nodeOf(id)) };
  const { body, search } = sealDocument(store.keyring, 'config', id, full);
  const p = configProjection(full);
  return [
    id,
    tenantId,
    body,
    search,
    p.parentIds,
    p.role,
    p.transient,
    p.deletable,
    p.type,
    p.label,
    store.revision,
  ];
}

/** False: the id is used already, in whatever tenant. The transaction stays usable. */
export async function insertConfig(
  store: WriteStore,
  id: string,
  tenantId: string,
  document: ObjectNode,
): Promise<boolean> {
  const written = await store.sql.execute(
    `INSERT INTO config (id, tenant_id, body, search, parent_ids, role, transient, deletable, x_type, label, revision)
     VALUES ($1, $2, $3::json, $4::jsonb, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
    values(store, id, tenantId, document),
  );
  if (written === 0) return false;
  await writeLines(store, id, tenantId, document);
  store.announce('config', [id]);
  return true;
}

/** Replaces the document. False: no such config in the scope. */
export async function updateConfig(
  store: WriteStore,
  scope: TenantScope,
  id: string,
  tenantId: string,
  document: ObjectNode,
): Promise<boolean> {
  const written = await store.sql.execute(
    `UPDATE config SET tenant_id = $2, body = $3::json, search = $4::jsonb, parent_ids = $5, role = $6, transient = $7,
       deletable = $8, x_type = $9, label = $10, revision = $11, updated_at = now()
     WHERE id = $1 AND ${inScopeSql('$12')}`,
    [...values(store, id, tenantId, document), scopeTenants(scope)],
  );
  if (written === 0) return false;
  await store.sql.execute('DELETE FROM line WHERE config_id = $1', [id]);
  await writeLines(store, id, tenantId, document);
  store.announce('config', [id]);
  return true;
}

/** False: no such config in the scope. Its lines go with it. */
export async function deleteConfig(store: WriteStore, scope: TenantScope, id: string): Promise<boolean> {
  const written = await store.sql.execute(`DELETE FROM config WHERE id = $1 AND ${inScopeSql('$2')}`, [
    id,
    scopeTenants(scope),
  ]);
  if (written === 1) store.announce('config', [id], 'deleted');
  return written === 1;
}

/** Deletes the config if it is transient and no device uses it. True: it is gone. */
export async function deleteUnusedTransient(
  store: WriteStore,
  scope: TenantScope,
  id: string,
): Promise<boolean> {
  const written = await store.sql.execute(
    `DELETE FROM config WHERE id = $1 AND transient AND ${inScopeSql('$2')}
       AND NOT EXISTS (SELECT 1 FROM device WHERE device.config = $1)`,
    [id, scopeTenants(scope)],
  );
  if (written === 1) store.announce('config', [id], 'deleted');
  return written === 1;
}

/** Gives a config that only `deviceId` uses to the tenant of that device. False: there was nothing to move. */
export async function moveConfigWithDevice(
  store: WriteStore,
  scope: TenantScope,
  id: string,
  deviceId: string,
  tenantId: string,
): Promise<boolean> {
  const moved = await store.sql.execute(
    `UPDATE config SET tenant_id = $3, revision = $4 WHERE id = $1 AND ${inScopeSql('$5')} AND (transient OR id = $2)
       AND tenant_id <> $3 AND NOT EXISTS (SELECT 1 FROM device WHERE device.config = $1 AND device.id <> $2)`,
    [id, deviceId, tenantId, store.revision, scopeTenants(scope)],
  );
  if (moved === 0) return false;
  await store.sql.execute('UPDATE line SET tenant_id = $2 WHERE config_id = $1', [id, tenantId]);
  store.announce('config', [id]); // whose it is decides who may use it
  return true;
}

async function writeLines(
  store: WriteStore,
  id: string,
  tenantId: string,
  document: ObjectNode,
): Promise<void> {
  const lines = configLines(document);
  if (lines.length === 0) return;
  await store.sql.execute(
    `INSERT INTO line (config_id, tenant_id, position, username, display_name, number, registrar_ip)
     SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      id,
      tenantId,
      lines.map((line) => line.position),
      lines.map((line) => line.username),
      lines.map((line) => line.displayName),
      lines.map((line) => line.number),
      lines.map((line) => line.registrarIp),
    ],
  );
}
