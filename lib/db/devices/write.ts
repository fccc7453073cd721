import type { TenantScope } from '../../domain/tenants/scope';
import { nodeOf, type ObjectNode } from '../../shared/json-text';
import type { WriteStore } from '../changes';
import { sealDocument } from '../secrets';
import { inScopeSql, scopeTenants } from '../scope';
import { deviceProjection, withoutServerKeys, type ConfigError } from './record';

export interface DeviceState {
  tenantId: string;
  isNew: boolean;
  configured: boolean;
  configError: ConfigError | null;
  remoteStateSipUsername: string | null;
}

const COLUMNS = `tenant_id = $2, body = $3::json, search = $4::jsonb, mac = $5, ip = $6, sn = $7, uuid = $8, vendor = $9,
  model = $10, version = $11, plugin = $12, config = $13, configured = $14, config_error = $15::jsonb, is_new = $16,
  remote_state_sip_username = $17, revision = $18`;

function values(store: WriteStore, id: string, document: ObjectNode, state: DeviceState): unknown[] {
  const members = new Map(withoutServerKeys(document).members);
  members.set('id', nodeOf(id));
  const clean: ObjectNode = { kind: 'object', members };
  const { body, search } = sealDocument(store.keyring, 'device', id, clean);
  const p = deviceProjection(clean);
  return [
    id,
    state.tenantId,
    body,
    search,
    p.mac,
    p.ip,
    p.sn,
    p.uuid,
    p.vendor,
    p.model,
    p.version,
    p.plugin,
    p.config,
    state.configured,
    state.configError === null ? null : JSON.stringify(state.configError),
    state.isNew,
    state.remoteStateSipUsername,
    store.revision,
  ];
}

/** False: the id is used already, in whatever tenant. The transaction stays usable. */
export async function insertDevice(
  store: WriteStore,
  id: string,
  document: ObjectNode,
  state: DeviceState,
): Promise<boolean> {
  const written = await store.sql.execute(
    `INSERT INTO device (id, tenant_id, body, search, mac, ip, sn, uuid, vendor, model, version, plugin, config,
       configured, config_error, is_new, remote_state_sip_username, revision)
     VALUES ($1, $2, $3::json, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18)
     ON CONFLICT (id) DO NOTHING`,
    values(store, id, document, state),
  );
  if (written === 1) store.announce('device', [id]);
  return written === 1;
}

/** Replaces the document and its state. False: no such device in the scope. */
export async function updateDevice(
  store: WriteStore,
  scope: TenantScope,
  id: string,
  document: ObjectNode,
  state: DeviceState,
): Promise<boolean> {
  const parameters = values(store, id, document, state);
  const written = await store.sql.execute(
    `UPDATE device SET ${COLUMNS}, updated_at = now() WHERE id = $1 AND ${inScopeSql('$19')}`,
    [...parameters, scopeTenants(scope)],
  );
  if (written === 1) store.announce('device', [id]);
  return written === 1;
}

/** Writes only whether the device is configured, and why not. */
export async function setConfigured(
  store: WriteStore,
  scope: TenantScope,
  id: string,
  outcome: { configured: boolean; configError: ConfigError | null },
): Promise<void> {
  const written = await store.sql.execute(
    `UPDATE device SET configured = $2, config_error = $3::jsonb, revision = $4, updated_at = now()
     WHERE id = $1 AND ${inScopeSql('$5')} AND (configured, config_error) IS DISTINCT FROM ($2, $3::jsonb)`,
    [
      id,
      outcome.configured,
      outcome.configError === null ? null : JSON.stringify(outcome.configError),
      store.revision,
      scopeTenants(scope),
    ],
  );
  if (written === 1) store.announce('device', [id]);
}

/** False: no such device in the scope. Its state row goes with it; its events stay until retention takes them. */
export async function deleteDevice(store: WriteStore, scope: TenantScope, id: string): Promise<boolean> {
  const written = await store.sql.execute(`DELETE FROM device WHERE id = $1 AND ${inScopeSql('$2')}`, [
    id,
    scopeTenants(scope),
  ]);
  if (written === 0) return false;
  await store.sql.execute('DELETE FROM device_state WHERE device_id = $1', [id]);
  store.announce('device', [id], 'deleted');
  return true;
}
