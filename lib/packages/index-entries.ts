import { z } from 'zod';
import { sha1 } from '../domain/plugins/firmware';
import { lineId } from '../domain/plugins/schema';
import type { JsonObject } from '../shared/json';
import { Refusal } from './refusal';

/** What is known of a plugin that can be installed: its `plugin-info` and its archive. */
export interface IndexEntry {
  info: JsonObject;
  /** Relative to the index. */
  filename: string;
  dsize: number;
  sha1sum: string;
}

export type PluginIndex = ReadonlyMap<string, IndexEntry>;

const MAX_ENTRIES = 5_000;
export const MAX_ARCHIVE_BYTES = 256 * 1024 ** 2;

const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

const entry = z.looseObject({
  version: z.string().min(1).max(100),
  description: z.string().max(2_000),
  capabilities: jsonObject,
  filename: z
    .string()
    .max(300)
    .regex(/^[\w][\w.+~-]*(\/[\w][\w.+~-]*)*$/, 'a file name below the index')
    .refine((name) => !name.split('/').includes('..')),
  dsize: z.int().min(0).max(MAX_ARCHIVE_BYTES),
  sha1sum: sha1,
});

/**
 * Reads `plugins.db`: one JSON object, plugin id → `plugin-info` and the archive's `filename`, `dsize` and `sha1sum`.
 * Entries that make no sense are left out, so that one never hides the others. Refuses a text that is no index.
 */
export function readIndex(text: string): Map<string, IndexEntry> {
  const parsed = jsonObject.safeParse(parseJson(text));
  if (!parsed.success) throw new Refusal('the plugin index is no JSON object');
  const found = new Map<string, IndexEntry>();
  const entries = Object.entries(parsed.data);
  for (const [id, value] of entries.slice(0, MAX_ENTRIES)) {
    const read = entry.safeParse(value);
    if (!read.success || !lineId.safeParse(id).success) continue;
    const { filename, dsize, sha1sum, ...rest } = read.data;
    found.set(id, { info: jsonObject.parse(rest), filename, dsize, sha1sum });
  }
  if (entries.length > 0 && found.size === 0) throw new Refusal('the plugin index has no usable entry');
  return found;
}

/** The text of `plugins.db`, the same whenever the entries are. */
export function writeIndex(index: PluginIndex): string {
  const sorted = [...index].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([id, { info, ...archive }]) => [id, { ...info, ...archive }]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
