import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where packages are on this machine. Machines that share a database share these folders too. */
export interface PackageFolders {
  /** `<data>/packages`: the index, what is installed, unpacked plugins, downloaded files. */
  root: string;
  /** `<data>/firmware`: what phones get of packages, a folder for each line. */
  firmware: string;
  /** The families that come with Offhook. */
  shipped: string;
}

export function packageFolders(dataDir: string, shipped: string): PackageFolders {
  return { root: join(dataDir, 'packages'), firmware: join(dataDir, 'firmware'), shipped };
}

/** A fresh folder for a piece of work, on the same disk as its result; the caller removes it. */
export async function workFolder(root: string): Promise<string> {
  const path = join(root, 'work', randomUUID());
  await mkdir(path, { recursive: true, mode: 0o700 });
  return path;
}

/** Replaces a file in one step: a reader sees the old or the new one, whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, text, { mode: 0o644, flush: true });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const ABANDONED_MS = 24 * 3_600_000;

/** Removes what work that was killed left behind. `used`: names of trees that a record names. */
export async function sweep(root: string, used: ReadonlySet<string>): Promise<void> {
  for (const [folder, keep] of [
    ['work', new Set<string>()],
    ['trees', used],
  ] as const) {
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      if (keep.has(name)) continue;
      const path = join(root, folder, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > ABANDONED_MS)
        await rm(path, { recursive: true, force: true });
    }
  }
}
