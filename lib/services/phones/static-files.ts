import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PluginLine } from '../../domain/plugins/plugin';
import type { ServedFile } from './answer';
import { contentTypeOfName } from './content-type';

/** Files that are not rendered: firmware, languages, sounds. */
export interface StaticFiles {
  /** `path`: below the root that phones see, already cleaned. */
  find(line: PluginLine, path: string): Promise<ServedFile | null>;
}

/**
 * Files below `<folder>/<line id>/`, as packages put them there. Links that lead out of it are not followed. The tag is
 * made of size and time: hashing a firmware image for each request would cost more than sending it.
 */
export function folderFiles(folder: string): StaticFiles {
  return {
    async find(line, path) {
      try {
        const root = await realpath(join(folder, line.id));
        const file = await realpath(join(root, path));
        if (!file.startsWith(root + sep)) return null;
        const found = await stat(file);
        if (!found.isFile()) return null;
        const modifiedAt = Math.floor(found.mtimeMs / 1000) * 1000;
        const tag = createHash('sha256')
          .update(`${path}\0${found.size}\0${found.mtimeMs}`)
          .digest('hex')
          .slice(0, 32);
        return {
          content: { kind: 'disk', file, size: found.size },
          contentType: contentTypeOfName(path),
          etag: `"${tag}"`,
          modifiedAt,
        };
      } catch {
        return null; // not there, or not for us: the same to a phone
      }
    },
  };
}
