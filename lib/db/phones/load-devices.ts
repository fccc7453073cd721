import type { Sql } from '../pool';

/** What the phone process keeps in memory of a device. */
export interface DeviceIndexRow {
  id: string;
  tenantId: string;
  mac: string | null;
  ip: string | null;
  sn: string | null;
  uuid: string | null;
  vendor: string | null;
  model: string | null;
  version: string | null;
  plugin: string | null;
  config: string | null;
  /** The document has a member `config`, null included: no config is made for it. */
  hasConfig: boolean;
  configured: boolean;
  remoteStateSipUsername: string | null;
  revision: number;
}

export const INDEX_COLUMNS = `id, tenant_id AS "tenantId", mac, ip, sn, uuid, vendor, model, version, plugin, config,
  (config IS NOT NULL OR search ? 'config') AS "hasConfig", configured,
  remote_state_sip_username AS "remoteStateSipUsername", revision::float8 AS revision`;

const PAGE = 2_000;

/** Every device in pages, in the order of ids. */
export async function* loadDevices(sql: Sql): AsyncGenerator<DeviceIndexRow[]> {
  for (let after = ''; ;) {
    const rows = await sql.query<DeviceIndexRow>(
      `SELECT ${INDEX_COLUMNS} FROM device WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** The devices of `ids` that exist. */
export function readIndexRows(sql: Sql, ids: readonly string[]): Promise<DeviceIndexRow[]> {
  return sql.query<DeviceIndexRow>(`SELECT ${INDEX_COLUMNS} FROM device WHERE id = ANY($1::text[])`, [ids]);
}

/** Devices with one of these MAC addresses. */
export function readIndexRowsByMac(sql: Sql, macs: readonly string[]): Promise<DeviceIndexRow[]> {
  return sql.query<DeviceIndexRow>(`SELECT ${INDEX_COLUMNS} FROM device WHERE mac = ANY($1::text[])`, [macs]);
}
