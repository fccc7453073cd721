import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  UPLOAD_LIMITS,
  type NewUpload,
  type UploadLimits,
  type UploadResult,
} from '../../domain/phones/upload';
import type { Keyring } from '../../shared/keyring';
import { inTransaction } from '../pool';
import { uploadContext } from '../uploads';

/** Uploads are taken in one after the other, so that the limits hold. */
const UPLOAD_LOCK = 7_214_023;

/** Keeps a file that a phone has sent: in the place of the one of its name, the oldest of the device making room. */
export async function writeUpload(
  { pool, keyring }: { pool: pg.Pool; keyring: Keyring },
  upload: NewUpload,
  limits: Omit<UploadLimits, 'fileBytes' | 'atOnce'> = UPLOAD_LIMITS,
): Promise<UploadResult> {
  return inTransaction(pool, async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [UPLOAD_LOCK]);
    // Locked, so that it is not deleted before the file is there.
    const [device] = await sql.query('SELECT 1 FROM device WHERE id = $1 FOR KEY SHARE', [upload.deviceId]);
    if (!device) return 'gone';
    const kept = await sql.query<{ id: string; name: string; bytes: number }>(
      'SELECT id, name, bytes FROM device_upload WHERE device_id = $1 ORDER BY received_at DESC, id',
      [upload.deviceId],
    );
    const known = kept.find(({ name }) => name === upload.name);
    const size = upload.contents.length;
    const oldest = tooMany(
      kept.filter((row) => row !== known),
      size,
      limits,
    );
    if (oldest.length > 0)
      await sql.execute('DELETE FROM device_upload WHERE id = ANY($1::uuid[])', [oldest]);
    const [total] = await sql.query<{ bytes: string }>(
      'SELECT coalesce(sum(bytes), 0)::text AS bytes FROM device_upload',
    );
    if (Number(total?.bytes ?? 0) - (known?.bytes ?? 0) + size > limits.totalBytes) return 'full';
    const id = known?.id ?? randomUUID();
    await sql.execute(
      `INSERT INTO device_upload (id, device_id, name, kind, content_type, bytes, sealed, ip, user_agent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, content_type = excluded.content_type,
         bytes = excluded.bytes, sealed = excluded.sealed, ip = excluded.ip, user_agent = excluded.user_agent,
         count = device_upload.count + 1, received_at = now()`,
      [
        id,
        upload.deviceId,
        upload.name,
        upload.kind,
        upload.contentType,
        size,
        keyring.sealBytes(upload.contents, uploadContext(id)),
        upload.ip,
        upload.userAgent,
      ],
    );
    return known ? 'replaced' : 'created';
  });
}

/** Ids of the files that have to go, the oldest first, for one more of `size` bytes. `kept`: the newest first. */
function tooMany(
  kept: readonly { id: string; bytes: number }[],
  size: number,
  limits: Pick<UploadLimits, 'deviceFiles' | 'deviceBytes'>,
): string[] {
  let bytes = size;
  let files = 1;
  return kept.flatMap((row) => {
    bytes += row.bytes;
    files += 1;
    return files > limits.deviceFiles || bytes > limits.deviceBytes ? [row.id] : [];
  });
}
