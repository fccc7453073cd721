import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface TreeEntry {
  /** With slashes, below the root. */
  path: string;
  folder: boolean;
  size: number;
}

const MAX_DEPTH = 32;

/** Plain files and folders below `root`, each folder before what it holds; links and devices are passed over. */
export async function listTree(root: string): Promise<TreeEntry[]> {
  const found: TreeEntry[] = [];
  const walk = async (path: string, depth: number): Promise<void> => {
    const names = await readdir(join(root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names.sort()) {
      const at = path === '' ? name : `${path}/${name}`;
      const stat = await lstat(join(root, at)).catch(() => null);
      if (stat?.isDirectory() && depth < MAX_DEPTH) {
        found.push({ path: at, folder: true, size: 0 });
        await walk(at, depth + 1);
      } else if (stat?.isFile()) found.push({ path: at, folder: false, size: stat.size });
    }
  };
  await walk('', 0);
  return found;
}
