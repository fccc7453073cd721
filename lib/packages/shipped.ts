import type { Family } from '../plugins/family';
import { findFamilies, loadFamily } from '../plugins/registry';
import { buildPackage, type BuiltPackage } from './build-package';
import type { IndexEntry } from './index-entries';

const built = new Map<string, Promise<Map<string, IndexEntry>>>();

/**
 * The families that come with Offhook as a plugin index, so that no network is needed. They change with the program
 * only, so a process packs them once.
 */
export function shippedIndex(folder: string): Promise<Map<string, IndexEntry>> {
  const known = built.get(folder);
  if (known) return known;
  const index = readShipped(folder);
  built.set(folder, index);
  index.catch(() => built.delete(folder));
  return index;
}

async function readShipped(folder: string): Promise<Map<string, IndexEntry>> {
  const index = new Map<string, IndexEntry>();
  for (const path of (await findFamilies([folder])).values()) {
    const { family } = await loadFamily(path);
    for (const line of family?.lines ?? []) {
      if (family) index.set(line.id, (await buildPackage(family, line)).entry);
    }
  }
  return new Map([...index].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A line that comes with Offhook, as a package; null when it does not. `family`: its name. */
export async function shippedPackage(
  folder: string,
  family: string,
  id: string,
): Promise<BuiltPackage | null> {
  const shipped = await shippedFamily(folder, family);
  const line = shipped?.lines.find((one) => one.id === id);
  return shipped && line ? buildPackage(shipped, line) : null;
}

/** Does the line come with Offhook and count without having been installed? */
export async function isBundled(folder: string, family: string, id: string): Promise<boolean> {
  const shipped = await shippedFamily(folder, family);
  return shipped !== null && !shipped.optional && shipped.lines.some((line) => line.id === id);
}

async function shippedFamily(folder: string, name: string): Promise<Family | null> {
  const path = (await findFamilies([folder])).get(name);
  return path === undefined ? null : (await loadFamily(path)).family;
}
