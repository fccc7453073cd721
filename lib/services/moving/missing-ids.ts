import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDocumentId } from '../../domain/ids';

/** Those of the ids that are neither a file of the folder nor, as `findStored` tells, in the database. */
export async function missingIds(
  folder: string,
  ids: ReadonlySet<string>,
  findStored: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  const absent: string[] = [];
  for (const id of ids) {
    const file = isDocumentId(id) ? await lstat(join(folder, id)).catch(() => null) : null;
    if (!file?.isFile()) absent.push(id);
  }
  if (absent.length === 0) return new Set();
  const stored = await findStored(absent);
  return new Set(absent.filter((id) => !stored.has(id)));
}
