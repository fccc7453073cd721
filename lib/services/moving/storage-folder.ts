import { constants, type Dirent } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCUMENT_LIMITS } from '../../domain/documents';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';

/** Where the reference server keeps what, below its storage folder. */
export interface StorageFolder {
  root: string;
  devices: string;
  configs: string;
  parameters: string;
  plugins: string;
}

export function storageFolder(root: string, jsonDb = 'jsondb'): StorageFolder {
  return {
    root,
    devices: join(root, jsonDb, 'devices'),
    configs: join(root, jsonDb, 'configs'),
    parameters: join(root, 'app.json'),
    plugins: join(root, 'plugins'),
  };
}

/** Whether it looks like a storage folder at all; a typing mistake must not end as "nothing to do". */
export async function checkStorageFolder(folder: StorageFolder): Promise<Result<void>> {
  for (const path of [folder.devices, folder.configs, folder.parameters, folder.plugins]) {
    if (await lstat(path).catch(() => null)) return ok(undefined);
  }
  return err(
    appError(
      'not_found',
      `${folder.root} is no storage folder of wazo-provd: it has neither jsondb/devices, jsondb/configs, app.json nor plugins.`,
    ),
  );
}

export interface FolderFile {
  /** Name of the file; the id of the document. */
  name: string;
  /** Its text, or why it can't be read. */
  content: Result<string>;
}

/** How many files are read ahead at a time. */
const READ_AHEAD = 16;

/**
 * The plain files of a folder, in the order in which the disk gives them. Nothing but a few files is in memory at a
 * time; what is no plain file is told and never opened, and a missing folder holds none.
 */
export async function* readFiles(
  folder: string,
  maxBytes: number = DOCUMENT_LIMITS.bytes,
): AsyncGenerator<FolderFile> {
  const reading: Promise<FolderFile | null>[] = [];
  for await (const entry of entries(folder)) {
    const { name } = entry;
    const odd = entry.isFile() ? null : { name, content: err(appError('invalid', oddity(entry))) };
    reading.push(odd ? Promise.resolve(odd) : readOne(folder, name, maxBytes));
    if (reading.length < READ_AHEAD) continue;
    const file = await reading.shift();
    if (file) yield file;
  }
  for (const pending of reading) {
    const file = await pending;
    if (file) yield file;
  }
}

/** Why something that is no plain file is not taken. */
function oddity(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'is a symbolic link, which is not followed';
  if (entry.isDirectory()) return 'is a folder';
  if (entry.isFIFO()) return 'is a named pipe';
  return entry.isSocket() ? 'is a socket' : 'is a device';
}

async function* entries(folder: string): AsyncGenerator<Dirent> {
  const dir = await opendir(folder, { bufferSize: 256 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!dir) return;
  yield* dir;
}

async function readOne(folder: string, name: string, maxBytes: number): Promise<FolderFile | null> {
  const content = await readText(join(folder, name), maxBytes);
  return content === null ? null : { name, content };
}

/** A text of UTF-8; null when there is no such plain file. Links are not followed: a folder from elsewhere may hold any. */
export async function readText(path: string, maxBytes: number): Promise<Result<string> | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat();
      if (size > maxBytes) return err(appError('too_large', `is larger than ${maxBytes} bytes`));
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile()));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError) return err(appError('invalid', 'is not text in UTF-8'));
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'ENOENT' || code === 'ELOOP' ? null : err(appError('invalid', `can't be read (${code})`));
  }
}
