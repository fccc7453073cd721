import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackageDefinition } from '../domain/plugins/firmware';
import { FIRMWARE_LIMITS } from './budget';
import { isWanted } from './download';
import { memberPath } from './member-path';
import { Refusal } from './refusal';
import { listTree } from './tree';

type PackageFile = PackageDefinition['files'][number];

/** Where a file of a package is kept between its download and its installation. */
export function cachedFile(root: string, line: string, file: PackageFile): string {
  return join(root, 'files', line, file.name);
}

/**
 * The file, if it is there and is what it has to be: in the cache, where administrators put files that can't be
 * downloaded too, or in `cache/` of the plugin itself.
 */
export async function findCached(
  root: string,
  line: string,
  familyFolder: string,
  file: PackageFile,
): Promise<string | null> {
  for (const path of [cachedFile(root, line, file), join(familyFolder, 'cache', file.name)]) {
    if (await isWanted(path, file)) return path;
  }
  return null;
}

/**
 * Copies a result into the folder that phones get files from, each file in one step, so that no phone gets half of one.
 * Gives what it made: paths, folders with a slash at the end. When it fails, what it copied is removed again, but for
 * `owned`, which other packages have too.
 */
export async function putFiles(
  firmware: string,
  line: string,
  result: string,
  owned: ReadonlySet<string>,
): Promise<string[]> {
  const target = join(firmware, line);
  const entries = await listTree(result);
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (bytes > FIRMWARE_LIMITS.bytes) throw new Refusal('the package is too large', 'too_large');
  const staging = join(firmware, '.work');
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const made: string[] = [];
  try {
    await ownFolder(target);
    for (const { path, folder } of entries) {
      if (memberPath(path) !== path) throw new Refusal('the package makes a file with an impossible name');
      if (folder) await ownFolder(join(target, path));
      else {
        const fresh = join(staging, randomUUID());
        await copyFile(join(result, path), fresh, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        await chmod(fresh, 0o644);
        await rename(fresh, join(target, path)).catch(async (error: NodeJS.ErrnoException) => {
          await rm(fresh, { force: true });
          if (error.code !== 'EISDIR') throw error;
          throw new Refusal(`a folder is where the package has the file ${path}`);
        });
      }
      made.push(folder ? `${path}/` : path);
    }
    return made;
  } catch (error) {
    await takeFiles(firmware, line, made, owned);
    throw error;
  }
}

/** A folder that is none of ours, such as a link, could lead out of the tree. */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || error.code === 'ENOTDIR')
      throw new Refusal('a file is where the package has a folder');
    throw error;
  });
  if (!(await lstat(path)).isDirectory()) throw new Refusal('a link is where the package has a folder');
}

/** Removes files of a package and the folders that are then empty. What is missing or not empty is no error. */
export async function takeFiles(
  firmware: string,
  line: string,
  files: readonly string[],
  keep: ReadonlySet<string>,
): Promise<void> {
  const target = join(firmware, line);
  const gone = files.filter((path) => !keep.has(path) && memberPath(path) !== null);
  for (const path of gone.filter((one) => !one.endsWith('/'))) {
    if (await isInside(target, path)) await rm(join(target, path), { force: true });
  }
  const folders = gone.filter((one) => one.endsWith('/')).sort((a, b) => b.length - a.length);
  for (const path of folders) await rmdir(join(target, path)).catch(() => undefined);
}

/** No folder on the way is a link. */
async function isInside(target: string, path: string): Promise<boolean> {
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    if (!(await lstat(join(target, at)).catch(() => null))?.isDirectory()) return false;
  }
  return true;
}

/** Everything that packages of a line have put there, and their downloads. */
export async function removeFirmware(root: string, firmware: string, line: string): Promise<void> {
  const path = join(firmware, line);
  if (await stat(path).catch(() => null)) {
    // In one step for phones, and then for good.
    const trash = join(firmware, '.work', randomUUID());
    await mkdir(dirname(trash), { recursive: true });
    await rename(path, trash);
    await rm(trash, { recursive: true, force: true });
  }
  await rm(join(root, 'files', line), { recursive: true, force: true });
}
