import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginRegistry } from '../../plugins/registry';

/**
 * The registry for use cases that install and take away plugins: it is read again as soon as the records of installed
 * lines are others, so that what a request or another process did just now is seen by the next look.
 */
export function currentRegistry(
  packages: string,
  source: { read: () => Promise<PluginRegistry>; refresh: () => void },
): () => Promise<PluginRegistry> {
  let last: string | null = null;
  return async () => {
    const now = await signature(join(packages, 'lines'));
    if (last !== null && last !== now) source.refresh();
    last = now;
    return source.read();
  };
}

/** Records are replaced, never written in place: each has a number of its own. */
async function signature(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const parts = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) =>
        stat(join(folder, name), { bigint: true }).then(
          ({ ino, mtimeNs }) => `${name} ${ino} ${mtimeNs}`,
          () => '',
        ),
      ),
  );
  return parts.sort().join('\n');
}
