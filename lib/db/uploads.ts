import type { UploadView } from '../domain/console/uploads';
import type { TenantScope } from '../domain/tenants/scope';
import type { Keyring } from '../shared/keyring';
import type { Result } from '../shared/result';
import type { Sql } from './pool';
import type { ResealStep } from './reseal';
import { inScopeSql, scopeTenants } from './scope';

/** What a file's seal is bound to. */
export function uploadContext(id: string): string {
  return `device_upload/${id}`;
}

const OF_DEVICE = `device_id = $1 AND EXISTS (SELECT 1 FROM device WHERE id = $1 AND ${inScopeSql('$2')})`;

interface Row {
  id: string;
  name: string;
  kind: UploadView['kind'];
  bytes: number;
  ip: string;
  user_agent: string | null;
  count: number;
  first_at: Date;
  received_at: Date;
}

/** The files that a device has sent, the newest first. */
export async function listUploads(sql: Sql, scope: TenantScope, deviceId: string): Promise<UploadView[]> {
  const rows = await sql.query<Row>(
    `SELECT id, name, kind, bytes, ip, user_agent, count, first_at, received_at FROM device_upload
     WHERE ${OF_DEVICE} ORDER BY received_at DESC, name`,
    [deviceId, scopeTenants(scope)],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    bytes: row.bytes,
    ip: row.ip,
    userAgent: row.user_agent,
    count: row.count,
    firstAt: row.first_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
  }));
}

/** Null: the device has no such file. */
export async function findUpload(
  { sql, keyring }: { sql: Sql; keyring: Keyring },
  scope: TenantScope,
  deviceId: string,
  id: string,
): Promise<{ name: string; contents: Result<Buffer> } | null> {
  const [row] = await sql.query<{ name: string; sealed: Buffer }>(
    `SELECT name, sealed FROM device_upload WHERE ${OF_DEVICE} AND id = $3`,
    [deviceId, scopeTenants(scope), id],
  );
  return row ? { name: row.name, contents: keyring.openBytes(row.sealed, uploadContext(id)) } : null;
}

/** The name of the file that is gone now; null: there was none. */
export async function deleteUpload(
  sql: Sql,
  scope: TenantScope,
  deviceId: string,
  id: string,
): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>(
    `DELETE FROM device_upload WHERE ${OF_DEVICE} AND id = $3 RETURNING name`,
    [deviceId, scopeTenants(scope), id],
  );
  return row?.name ?? null;
}

/** Seals up to `limit` files after `after` again that were sealed with an older key. Run it in a transaction. */
export async function resealUploads(
  sql: Sql,
  keyring: Keyring,
  after: string | null,
  limit: number,
): Promise<ResealStep> {
  const rows = await sql.query<{ id: string; sealed: Buffer }>(
    `SELECT id, sealed FROM device_upload WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
    [after, limit],
  );
  const stale = rows.filter(({ sealed }) => !keyring.isCurrentBytes(sealed));
  for (const { id, sealed } of stale) {
    const opened = keyring.openBytes(sealed, uploadContext(id));
    if (!opened.ok) throw new Error(`device_upload ${id}: ${opened.error.message}`);
    const again = keyring.sealBytes(opened.value, uploadContext(id));
    await sql.execute('UPDATE device_upload SET sealed = $2 WHERE id = $1', [id, again]);
  }
  return { last: rows.length < limit ? null : (rows.at(-1)?.id ?? null), resealed: stale.length };
}
