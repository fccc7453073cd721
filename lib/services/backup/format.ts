import { z } from 'zod';

/**
 * The archive: gzip around lines of JSON, described in docs/backup.md. A version that can't be read by what is here gets
 * another number.
 */
export const ARCHIVE_VERSION = 1;

const base64 = z.base64();
const name = z.string().min(1).max(200);

/** The key file, sealed with a key that scrypt makes of the passphrase. */
export const sealedKeys = z.strictObject({
  kdf: z.literal('scrypt'),
  N: z.number().int().min(16_384).max(1_048_576),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
  salt: base64,
  iv: base64,
  tag: base64,
  data: base64,
});
export type SealedKeys = z.infer<typeof sealedKeys>;

/** First line. */
export const archiveHeader = z.object({
  format: z.literal('offhook-backup'),
  version: z.literal(ARCHIVE_VERSION),
  created: z.iso.datetime(),
  masterTenant: z.uuid(),
  migrations: z.array(z.object({ name, checksum: z.string() })).max(10_000),
  keys: sealedKeys.nullable(),
});
export type ArchiveHeader = z.infer<typeof archiveHeader>;

/** Every other line: one of these, or a row (an array), or a part of a file (a text, base64). */
export const archiveLine = z.union([
  z.array(z.string().nullable()),
  z.string(),
  z.strictObject({ table: name, columns: z.array(name).min(1).max(1_000) }),
  z.strictObject({ endOfTable: name, rows: z.number().int().min(0) }),
  z.strictObject({ sequence: name, last: z.string().regex(/^\d{1,19}$/) }),
  z.strictObject({ file: z.string().min(1).max(4_096), size: z.number().int().min(0) }),
  z.strictObject({ endOfFile: z.string() }),
]);
export type ArchiveLine = z.infer<typeof archiveLine>;

/** Last line: the SHA-256 of all bytes before it, line breaks included. */
export const archiveEnd = z.strictObject({
  end: z.literal(true),
  lines: z.number().int(),
  sha256: z.string(),
});

/** Folders of the data folder whose files are part of a backup; everything else there is made again. */
export const FOLDERS = ['plugins', 'packages', 'firmware'] as const;
