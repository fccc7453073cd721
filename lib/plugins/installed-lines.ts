import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lineId } from '../domain/plugins/schema';

/**
 * What was installed and taken away since the families were shipped: one small file for each line,
 * `<packages>/lines/<line id>.json`, which is replaced in one step. `folder`: of the package's family, below
 * `<packages>/trees`; a tree never changes once a file names it.
 */
export const lineRecord = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('installed'),
    family: lineId,
    version: z.string().max(100),
    folder: z.string().regex(/^[\w][\w.+-]*\/[\w][\w.-]*$/),
    sha1: z.string(),
  }),
  /** A line that comes with Offhook and is not wanted. */
  z.strictObject({ state: z.literal('removed') }),
]);
export type LineRecord = z.infer<typeof lineRecord>;

const MAX_LINES = 5_000;

/** By line id. Files that make no sense are passed over: the line is as if it had never been installed. */
export async function readLineRecords(packages: string): Promise<Map<string, LineRecord>> {
  const records = new Map<string, LineRecord>();
  const names = await readdir(join(packages, 'lines')).catch(() => []);
  for (const name of names.sort().slice(0, MAX_LINES)) {
    const id = name.replace(/\.json$/, '');
    if (id === name || !lineId.safeParse(id).success) continue;
    const record = await readFile(join(packages, 'lines', name), 'utf8').then(parse, () => null);
    if (record) records.set(id, record);
  }
  return records;
}

function parse(text: string): LineRecord | null {
  try {
    return lineRecord.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
