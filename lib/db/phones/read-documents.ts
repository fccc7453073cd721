import { isJsonObject, type JsonObject } from '../../shared/json';
import type { ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';
import type { NamedStatement, Sql } from '../pool';
import { INDEX_COLUMNS, type DeviceIndexRow } from './load-devices';
import { openDocument, openPlainDocument } from '../secrets';

/** A device document as templates see it, secrets in clear. */
export interface DeviceDocument {
  document: JsonObject;
  row: DeviceIndexRow;
}

/** What inheritance needs of a config. */
export interface ConfigDocument {
  id: string;
  tenantId: string;
  parent_ids: readonly string[];
  raw_config: JsonObject;
  role: string | null;
  revision: number;
  /** About what it takes in memory. */
  bytes: number;
}

const READ_DEVICES: NamedStatement = {
  name: 'offhook-phones-read-devices',
  text: `SELECT ${INDEX_COLUMNS}, body::text AS body FROM device WHERE id = ANY($1::text[])`,
};

export async function readDeviceDocuments(
  sql: Sql,
  keyring: Keyring,
  ids: readonly string[],
): Promise<Map<string, DeviceDocument>> {
  const rows = await sql.query<DeviceIndexRow & { body: string }>(READ_DEVICES, [ids]);
  return new Map(
    rows.map(({ body, ...row }) => [
      row.id,
      { row, document: openPlainDocument(keyring, 'device', row.id, body) },
    ]),
  );
}

export async function readConfigDocuments(
  sql: Sql,
  keyring: Keyring,
  ids: readonly string[],
): Promise<Map<string, ConfigDocument>> {
  const rows = await sql.query<ConfigRow>(READ_CONFIGS, [ids]);
  return new Map(rows.map((row) => [row.id, configDocument(keyring, row)]));
}

/** The template of automatic configs, one of the master tenant: of several the one with the smallest id. */
export async function readAutocreateTemplate(
  sql: Sql,
  keyring: Keyring,
): Promise<{ config: ConfigDocument; document: ObjectNode } | null> {
  const [row] = await sql.query<ConfigRow>(
    `SELECT ${CONFIG_COLUMNS} FROM config
     WHERE role = 'autocreate' AND tenant_id = (SELECT id FROM tenant WHERE parent_id IS NULL)
     ORDER BY id COLLATE "C" LIMIT 1`,
  );
  if (!row) return null;
  const document = openDocument(keyring, 'config', row.id, row.body);
  return { config: configDocument(keyring, row), document };
}

interface ConfigRow {
  id: string;
  tenant_id: string;
  body: string;
  parent_ids: string[];
  role: string | null;
  revision: number;
}

const CONFIG_COLUMNS = 'id, tenant_id, body::text AS body, parent_ids, role, revision::float8 AS revision';

const READ_CONFIGS: NamedStatement = {
  name: 'offhook-phones-read-configs',
  text: `SELECT ${CONFIG_COLUMNS} FROM config WHERE id = ANY($1::text[])`,
};

function configDocument(keyring: Keyring, row: ConfigRow): ConfigDocument {
  const raw = openPlainDocument(keyring, 'config', row.id, row.body).raw_config;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    parent_ids: row.parent_ids,
    raw_config: isJsonObject(raw) ? raw : {},
    role: row.role,
    revision: row.revision,
    bytes: row.body.length * 3 + 500,
  };
}

/** The revisions of the configs that exist, of `ids`. */
export async function readConfigRevisions(sql: Sql, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; revision: number }>(
    'SELECT id, revision::float8 AS revision FROM config WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.revision]));
}
