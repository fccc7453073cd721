import fs from 'node:fs';
import { withSnapshot, type Snapshot } from '../../db/backup/dump';
import type { Database } from '../../db/client';
import { appError } from '../../shared/errors';
import type { KeyFile } from '../../shared/keyring';
import { err, ok, type Result } from '../../shared/result';
import { ArchiveWriter } from './archive-writer';
import { listFiles } from './files';
import { ARCHIVE_VERSION, type SealedKeys } from './format';
import { PASSPHRASE_MIN, sealKeys } from './keys-section';

/** A multiple of 3, so that the base64 of a part stands alone. */
const PART_BYTES = 192 * 1024;

export interface BackupOptions {
  file: string;
  /** Where installed plugins, packages and firmware are; null: they are left out. */
  dataDir: string | null;
  /** The keys go into the archive, sealed with the passphrase; null: they don't. */
  keys: { file: KeyFile; passphrase: string } | null;
  now: Date;
  onProgress?: (done: number, all: number) => void;
}

export interface BackupSummary {
  file: string;
  bytes: number;
  rows: Record<string, number>;
  files: number;
  keys: boolean;
}

/** Writes everything of an installation to one file, while it runs. The format is in docs/backup.md. */
export async function writeBackup(
  database: Database,
  options: BackupOptions,
): Promise<Result<BackupSummary>> {
  const { file, keys } = options;
  if (keys && keys.passphrase.length < PASSPHRASE_MIN)
    return err(appError('invalid', `The passphrase has less than ${PASSPHRASE_MIN} characters.`));
  if (fs.existsSync(file)) return err(appError('conflict', `${file} exists already.`));
  const sealed = keys && (await sealKeys(keys.file, keys.passphrase));
  let writer: ArchiveWriter;
  try {
    writer = await ArchiveWriter.create(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unwritable';
    return err(appError('invalid', `${file} can't be written (${code}).`));
  }
  try {
    const rows = await withSnapshot(database, (snapshot) => writeDatabase(writer, snapshot, sealed, options));
    const files = options.dataDir === null ? 0 : await writeFiles(writer, options.dataDir);
    const bytes = await writer.finish();
    return ok({ file, bytes, rows, files, keys: keys !== null });
  } catch (cause) {
    writer.discard();
    throw cause;
  }
}

async function writeDatabase(
  writer: ArchiveWriter,
  snapshot: Snapshot,
  keys: SealedKeys | null,
  { now, onProgress }: BackupOptions,
): Promise<Record<string, number>> {
  const { masterTenant, migrations, tables, sequences } = snapshot;
  const version = ARCHIVE_VERSION;
  const created = now.toISOString();
  await writer.write({
    format: 'offhook-backup',
    version,
    created,
    masterTenant,
    migrations: [...migrations],
    keys,
  });
  let all = 0;
  for (const table of tables) all += await snapshot.count(table);
  const written: Record<string, number> = {};
  let done = 0;
  for (const table of tables) {
    await writer.write({ table: table.name, columns: table.columns.map((column) => column.name) });
    let rows = 0;
    for await (const batch of snapshot.rows(table)) {
      for (const row of batch) await writer.write(row);
      rows += batch.length;
      onProgress?.(done + rows, all);
    }
    await writer.write({ endOfTable: table.name, rows });
    written[table.name] = rows;
    done += rows;
  }
  for (const { name, last } of sequences) if (last !== null) await writer.write({ sequence: name, last });
  return written;
}

async function writeFiles(writer: ArchiveWriter, dataDir: string): Promise<number> {
  let count = 0;
  for (const found of listFiles(dataDir)) {
    const handle = await fs.promises.open(found.absolute);
    try {
      await writer.write({ file: found.path, size: found.size });
      const buffer = Buffer.alloc(PART_BYTES);
      for (let left = found.size; left > 0;) {
        const { bytesRead } = await handle.read(buffer, 0, Math.min(PART_BYTES, left));
        if (bytesRead === 0) throw new Error(`${found.path} became shorter while it was read`);
        await writer.write(buffer.subarray(0, bytesRead).toString('base64'));
        left -= bytesRead;
      }
      await writer.write({ endOfFile: found.path });
      count += 1;
    } finally {
      await handle.close();
    }
  }
  return count;
}
