import { constants } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Budget } from './budget';
import { Refusal } from './refusal';
import { listTree, type TreeEntry } from './tree';

/** An entry of one working folder with all that it holds, put into another under a new name. Contents are shared. */
export async function copyEntry(
  from: string,
  entry: TreeEntry,
  into: string,
  name: string,
  budget: Budget,
): Promise<void> {
  if (!entry.folder) return place(join(from, entry.path), join(into, name), budget);
  await makeFolder(join(into, name), budget);
  for (const inner of await listTree(join(from, entry.path))) {
    const target = name === '' ? inner.path : `${name}/${inner.path}`;
    if (inner.folder) await makeFolder(join(into, target), budget);
    else await place(join(from, entry.path, inner.path), join(into, target), budget);
  }
}

async function makeFolder(path: string, budget: Budget): Promise<void> {
  budget.takeEntry();
  await mkdir(path, { recursive: true }).catch(clash);
}

/** Working folders are never written in place, so a second name for the same bytes is enough. */
async function place(from: string, to: string, budget: Budget): Promise<void> {
  budget.takeEntry();
  await mkdir(dirname(to), { recursive: true }).catch(clash);
  await rm(to, { force: true }).catch(clash);
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_EXCL));
}

function clash(error: NodeJS.ErrnoException): never {
  if (error.code === 'EEXIST' || error.code === 'ENOTDIR' || error.code === 'ERR_FS_EISDIR')
    throw new Refusal('two files of the package have the same place');
  throw error;
}
