import { z } from 'zod';
import type { JsonObject } from '../../shared/json';
import type { Sql } from '../pool';

export interface PackageRecord {
  /** Id of the line. */
  pluginId: string;
  id: string;
  version: string;
  /** What it put into the folder that phones get files from; folders with a slash at the end. */
  files: string[];
  /** Its definition, as it was when it was installed. */
  info: JsonObject;
}

interface Row {
  plugin_id: string;
  id: string;
  version: string;
  files: string[];
  info: unknown;
}

const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** The installed packages of a line. */
export async function listPackages(sql: Sql, pluginId: string): Promise<PackageRecord[]> {
  const rows = await sql.query<Row>(
    'SELECT plugin_id, id, version, files, info FROM package WHERE plugin_id = $1 ORDER BY id',
    [pluginId],
  );
  return rows.map((row) => ({
    pluginId: row.plugin_id,
    id: row.id,
    version: row.version,
    files: row.files,
    info: jsonObject.parse(row.info),
  }));
}

export async function savePackage(sql: Sql, record: PackageRecord): Promise<void> {
  await sql.execute(
    `INSERT INTO package (plugin_id, id, version, files, info) VALUES ($1, $2, $3, $4, $5::jsonb)
     ON CONFLICT (plugin_id, id) DO UPDATE
       SET version = excluded.version, files = excluded.files, info = excluded.info, installed_at = now()`,
    [record.pluginId, record.id, record.version, record.files, JSON.stringify(record.info)],
  );
}

/** Null: all packages of the line. */
export async function deletePackages(sql: Sql, pluginId: string, id: string | null): Promise<void> {
  await sql.execute('DELETE FROM package WHERE plugin_id = $1 AND ($2::text IS NULL OR id = $2)', [
    pluginId,
    id,
  ]);
}
