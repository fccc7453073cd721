import { renderProblem, type PhoneKey, type RenderProblem } from '../../domain/phones/write';
import type { JsonObject } from '../../shared/json';
import { jsonText, nodeOf, type JsonNode, type ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';
import { openDocument, openDocumentText } from '../secrets';

/** Why the last attempt to configure a device failed. */
export type ConfigError = RenderProblem;

export interface DeviceRecord {
  id: string;
  tenantId: string;
  /** What clients and phones said of it, without the members in `SERVER_KEYS`. Secrets are in clear. */
  document: ObjectNode;
  configured: boolean;
  configError: ConfigError | null;
  /** No tenant has claimed it: it is the master tenant's. */
  isNew: boolean;
  remoteStateSipUsername: string | null;
  /** Decimal; changes with every write. */
  revision: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Members of a device document that are columns: clients see them and can't set them. */
export const SERVER_KEYS = [
  'configured',
  'tenant_uuid',
  'is_new',
  'remote_state_sip_username',
  'configure_error',
] as const;

export interface DeviceRow {
  id: string;
  tenant_id: string;
  body: string;
  configured: boolean;
  config_error: unknown;
  is_new: boolean;
  remote_state_sip_username: string | null;
  revision: string;
  created_at: Date;
  updated_at: Date;
}

export const DEVICE_COLUMNS = `id, tenant_id, body::text AS body, configured, config_error, is_new,
  remote_state_sip_username, revision::text AS revision, created_at, updated_at`;

export function deviceRecord(keyring: Keyring, row: DeviceRow): DeviceRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    document: withoutServerKeys(openDocument(keyring, 'device', row.id, row.body)),
    configured: row.configured,
    configError: row.config_error === null ? null : renderProblem.parse(row.config_error),
    isNew: row.is_new,
    remoteStateSipUsername: row.remote_state_sip_username,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function withoutServerKeys(document: ObjectNode): ObjectNode {
  if (!SERVER_KEYS.some((key) => document.members.has(key))) return document;
  const members = new Map(document.members);
  for (const key of SERVER_KEYS) members.delete(key);
  return { kind: 'object', members };
}

/** The document as clients see it: the stored members, then those that the server owns. */
export function deviceDocument(record: DeviceRecord): ObjectNode {
  const members = new Map(record.document.members);
  members.set('id', nodeOf(record.id));
  members.set('configured', nodeOf(record.configured));
  members.set('tenant_uuid', nodeOf(record.tenantId));
  members.set('is_new', nodeOf(record.isNew));
  if (record.remoteStateSipUsername !== null) {
    members.set('remote_state_sip_username', nodeOf(record.remoteStateSipUsername));
  }
  if (record.configError) members.set('configure_error', nodeOf(record.configError.message));
  return { kind: 'object', members };
}

const SERVER_KEY_TEXT = new RegExp(`"(${SERVER_KEYS.join('|')})"`);

/** The JSON text of `deviceDocument`, without making a tree of it where that is not needed: for long lists. */
export function deviceDocumentText(keyring: Keyring, row: DeviceRow): string {
  if (SERVER_KEY_TEXT.test(row.body)) return jsonText(deviceDocument(deviceRecord(keyring, row)));
  const added: JsonObject = { configured: row.configured, tenant_uuid: row.tenant_id, is_new: row.is_new };
  if (row.remote_state_sip_username !== null) added.remote_state_sip_username = row.remote_state_sip_username;
  if (row.config_error !== null) added.configure_error = renderProblem.parse(row.config_error).message;
  // A stored document has its id, so it is never empty.
  return `${openDocumentText(keyring, 'device', row.id, row.body).slice(0, -1)},${JSON.stringify(added).slice(1)}`;
}

/** Columns of their own for what is searched all the time: the member, when it is a text. */
export function deviceProjection(document: ObjectNode): Record<PhoneKey, string | null> {
  const text = (key: PhoneKey): string | null => textMember(document, key);
  return {
    mac: text('mac'),
    ip: text('ip'),
    sn: text('sn'),
    uuid: text('uuid'),
    vendor: text('vendor'),
    model: text('model'),
    version: text('version'),
    plugin: text('plugin'),
    config: text('config'),
  };
}

/** Longer texts do not fit into an index entry of PostgreSQL (2,700 bytes); their column is null. */
export const MAX_PROJECTED = 500;

export function textMember(document: ObjectNode, key: string): string | null {
  const node: JsonNode | undefined = document.members.get(key);
  return node?.kind === 'string' && node.value.length <= MAX_PROJECTED ? node.value : null;
}
