import fs from 'node:fs';
import type { Database } from '../../db/client';
import type { DumpedRow } from '../../db/backup/dump';
import { holdsData, LoadProblem, replaceContents, type Load } from '../../db/backup/load';
import { countLiveProcesses } from '../../db/processes';
import { findSetting } from '../../db/settings/settings';
import { SETTING_KEYS } from '../../domain/settings/keys';
import { everywhere } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { Keyring, type KeyFile } from '../../shared/keyring';
import { err, ok, type Result } from '../../shared/result';
import { checkKeyFolder, writeKeyFile } from '../keys/key-file';
import { defaultConfigs } from '../setup/default-configs';
import { ArchiveProblem, openArchive, type Archive } from './archive-reader';
import { IncomingFiles } from './files';
import { openKeys } from './keys-section';

export interface RestoreOptions {
  file: string;
  dataDir: string;
  migrationsDir: string;
  keyFile: string;
  /** The keys of this installation; null: it has none yet. */
  keys: KeyFile | null;
  /** Opens the keys in the archive; null: the keys here are used. */
  passphrase: string | null;
  /** Also when the installation is in use. */
  replace: boolean;
  onProgress?: (read: number, all: number) => void;
}

export interface RestoreSummary {
  created: string;
  masterTenant: string;
  rows: number;
  files: number;
  /** The key file was replaced by that of the archive. */
  keys: boolean;
}

const BATCH_ROWS = 500;

/**
 * Puts everything of an archive in the place of what is there. Until the last line was read and checked nothing is changed;
 * when something fails, nothing was. Offhook must not run.
 */
export async function restoreBackup(
  database: Database,
  options: RestoreOptions,
): Promise<Result<RestoreSummary>> {
  const { file } = options;
  const files = new IncomingFiles(options.dataDir);
  try {
    const size = fs.existsSync(file) ? fs.statSync(file).size : 0;
    const archive = await openArchive(file, (read) => options.onProgress?.(read, size));
    const keys = await keysFor(archive, options);
    if (!keys.ok) return keys;
    const allowed = await mayReplace(database, options.replace);
    if (!allowed.ok) return allowed;
    const { migrations, masterTenant, created } = archive.header;
    const { migrationsDir } = options;
    const counts = await replaceContents(database, { migrationsDir, migrations }, async (load) => {
      const filled = await fill(archive, load, files);
      await checkKeys(load, keys.value.keys, masterTenant);
      return filled;
    });
    // From here on nothing fails but by a disk that is full or broken; doing it again repairs that.
    if (keys.value.replaces) writeKeyFile(options.keyFile, keys.value.keys);
    files.take();
    return ok({ created, masterTenant, ...counts, keys: keys.value.replaces });
  } catch (cause) {
    if (!(cause instanceof ArchiveProblem || cause instanceof LoadProblem || cause instanceof KeysProblem))
      throw cause;
    return err(appError('invalid', `${file} was not restored, nothing was changed: ${cause.message}.`));
  } finally {
    files.discard();
  }
}

class KeysProblem extends Error {}

async function keysFor(
  { header }: Archive,
  { keys, keyFile, passphrase }: RestoreOptions,
): Promise<Result<{ keys: KeyFile; replaces: boolean }>> {
  if (passphrase !== null) {
    if (!header.keys) return err(appError('invalid', 'The archive holds no keys: leave the passphrase out.'));
    const opened = await openKeys(header.keys, passphrase);
    if (!opened.ok) return opened;
    const folder = checkKeyFolder(keyFile);
    return folder.ok ? ok({ keys: opened.value, replaces: true }) : folder;
  }
  if (keys) return ok({ keys, replaces: false });
  const hint = header.keys
    ? 'Give the passphrase of the archive'
    : 'Copy the key file of the old installation';
  return err(appError('invalid', `There are no keys here. ${hint}, then try again.`));
}

async function mayReplace(database: Database, replace: boolean): Promise<Result<void>> {
  const own = defaultConfigs('').map(({ id }) => id);
  const used = await holdsData(database.sql, own);
  if (used && !replace) {
    const message =
      'There is an installation here that is in use. Say --replace to put the archive in its place.';
    return err(appError('conflict', message));
  }
  const [table] = await database.sql.query<{ there: boolean }>(
    `SELECT to_regclass('public.process') IS NOT NULL AS there`,
  );
  const live = table?.there ? await countLiveProcesses(database.sql) : 0;
  if (live === 0) return ok(undefined);
  return err(
    appError('conflict', `${live} processes of Offhook run. Stop it and wait ten seconds, then try again.`),
  );
}

async function fill(
  { lines }: Archive,
  load: Load,
  files: IncomingFiles,
): Promise<{ rows: number; files: number }> {
  const counts = { rows: 0, files: 0 };
  let table: { name: string; rows: number } | null = null;
  let batch: DumpedRow[] = [];
  const flush = async (): Promise<void> => {
    await load.rows(batch);
    batch = [];
  };
  for await (const line of lines) {
    if (Array.isArray(line)) {
      if (!table) throw new ArchiveProblem('a row belongs to no table');
      table.rows += 1;
      if (batch.push(line) >= BATCH_ROWS) await flush();
    } else if (typeof line === 'string') {
      if (!files.part(Buffer.from(line, 'base64'))) throw new ArchiveProblem('a file is longer than it says');
    } else if ('table' in line) {
      if (table) throw new ArchiveProblem(`the table ${table.name} has no end`);
      table = { name: line.table, rows: 0 };
      load.begin(line.table, line.columns);
    } else if ('endOfTable' in line) {
      await flush();
      if (table?.name !== line.endOfTable || table.rows !== line.rows)
        throw new ArchiveProblem(`the table ${line.endOfTable} is not whole`);
      counts.rows += table.rows;
      table = null;
    } else if ('sequence' in line) await load.sequence(line.sequence, line.last);
    else if ('file' in line) {
      if (!files.begin(line.file, line.size))
        throw new ArchiveProblem('a file has a path that it must not have');
      counts.files += 1;
    } else if (!files.end(line.endOfFile))
      throw new ArchiveProblem(`the file ${line.endOfFile} is not whole`);
  }
  return counts;
}

/** The same check that the start of Offhook makes: the secrets of these rows were sealed with these keys. */
async function checkKeys(load: Load, keys: KeyFile, masterTenant: string): Promise<void> {
  const keyring = new Keyring(keys);
  const store = { sql: load.sql, keyring };
  const known = await findSetting(store, everywhere(masterTenant), SETTING_KEYS.keyCheck);
  if (known === keyring.hash('key-check', masterTenant)) return;
  throw new KeysProblem('its secrets were sealed with other keys than the ones here');
}
