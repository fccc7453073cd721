import type { JsonObject } from '../../shared/json';
import { overlay } from './merge';

/** What inheritance needs of a config document. */
export interface FlattenableConfig {
  parent_ids: readonly string[];
  raw_config: JsonObject;
}

export interface Flattened {
  /** The merged parameters. To be read only: parts of it are the documents'. */
  raw: JsonObject;
  /** Every config id met, the asked one first, unknown ones included: what the result depends on. */
  ancestors: string[];
  /** False: more than `MAX_ANCESTORS` configs were met, the rest was left out. */
  complete: boolean;
}

/** Beyond this many configs of one inheritance the rest is ignored, so that no chain of parents can hold a phone up. */
export const MAX_ANCESTORS = 500;

/**
 * The parameters of config `id` with all it inherits, over the base settings. Depth first in the order of
 * `parent_ids`, each config once, at its first visit, after its own parents; so later parents override earlier ones
 * and a document overrides all its parents. Unknown parents are skipped, cycles are harmless. Null: unknown `id`.
 * `getConfig` is told which config names the wanted one as its parent (null: `id` itself is wanted): it may keep a
 * config from one heir and give it to another.
 */
export function flatten<Config extends FlattenableConfig>(
  id: string,
  getConfig: (id: string, heir: Config | null) => Config | null | undefined,
  baseRaw: JsonObject,
): Flattened | null {
  const start = getConfig(id, null);
  if (!start) return null;
  let raw = overlay({}, baseRaw);
  const met = new Set([id]);
  const taken = new Set([id]);
  let complete = true;
  // Not recursive: a chain of parents may be longer than the call stack is deep.
  const open = [{ config: start, next: 0 }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const parentId = top.config.parent_ids[top.next];
    top.next += 1;
    if (parentId === undefined) {
      raw = overlay(raw, top.config.raw_config);
      open.pop();
    } else if (!taken.has(parentId)) {
      if (met.size >= MAX_ANCESTORS && !met.has(parentId)) {
        complete = false;
        continue;
      }
      met.add(parentId);
      const parent = getConfig(parentId, top.config);
      if (!parent) continue;
      taken.add(parentId);
      open.push({ config: parent, next: 0 });
    }
  }
  return { raw, ancestors: [...met], complete };
}
