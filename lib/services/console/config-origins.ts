import type { ConfigEntry, Origin } from '../../domain/console/config-view';
import { MAX_ANCESTORS, type FlattenableConfig } from '../../domain/configs/flatten';
import { isSecretPath } from '../../domain/configs/secret-paths';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json';

/** A layer of a configuration: applied in order, the later wins. */
export interface Layer {
  origin: Origin;
  raw: JsonObject;
}

/** A config and what it inherits from, in the order in which `flatten` applies them: parents before children. */
export function inheritanceOrder<Config extends FlattenableConfig>(
  id: string,
  getConfig: (id: string, heir: Config | null) => Config | null | undefined,
): { id: string; config: Config }[] {
  const start = getConfig(id, null);
  if (!start) return [];
  const met = new Set([id]);
  const taken = new Set([id]);
  const order: { id: string; config: Config }[] = [];
  const open = [{ id, config: start, next: 0 }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const parentId = top.config.parent_ids[top.next];
    top.next += 1;
    if (parentId === undefined) {
      order.push({ id: top.id, config: top.config });
      open.pop();
    } else if (!taken.has(parentId) && (met.size < MAX_ANCESTORS || met.has(parentId))) {
      met.add(parentId);
      const parent = getConfig(parentId, top.config);
      if (!parent) continue;
      taken.add(parentId);
      open.push({ id: parentId, config: parent, next: 0 });
    }
  }
  return order;
}

interface Found {
  path: string[];
  values: { value: JsonValue; origin: Origin }[];
}

/**
 * Every value of the merged configuration with the layer that it comes from, and what would hold without the last
 * layer, in the order of their names.
 */
export function configEntries(layers: readonly Layer[]): ConfigEntry[] {
  const found = new Map<string, Found>();
  for (const { origin, raw } of layers) {
    for (const [path, value] of leaves(raw, [])) {
      const key = path.join('\0');
      for (const other of found.keys()) {
        // A value takes the place of an object of the same name, and an object that of a value.
        if (other.startsWith(`${key}\0`) || key.startsWith(`${other}\0`)) found.delete(other);
      }
      const entry = found.get(key) ?? { path, values: [] };
      entry.values.push({ value, origin });
      found.set(key, entry);
    }
  }
  return [...found.values()].map(entryOf).sort((a, b) => comparePaths(a.path, b.path));
}

function entryOf({ path, values }: Found): ConfigEntry {
  const last = values.at(-1);
  if (!last) throw new Error('an entry without a value');
  const before = last.origin.kind === 'own' ? values.at(-2) : undefined;
  return {
    path,
    value: last.value,
    secret: isSecretPath(path),
    origin: last.origin,
    inherited: before ?? null,
  };
}

/** Objects are walked into, everything else (lists too) is one value. An empty object has none. */
function* leaves(object: JsonObject, path: readonly string[]): Generator<[string[], JsonValue]> {
  for (const [name, value] of Object.entries(object)) {
    if (isJsonObject(value)) yield* leaves(value, [...path, name]);
    else yield [[...path, name], value];
  }
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const order = (a[i] ?? '').localeCompare(b[i] ?? '', 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return 0;
}

/** The entries without their secrets. */
export function withoutSecrets(entries: readonly ConfigEntry[]): ConfigEntry[] {
  return entries.map((entry) =>
    entry.secret
      ? { ...entry, value: null, inherited: entry.inherited && { ...entry.inherited, value: null } }
      : entry,
  );
}
