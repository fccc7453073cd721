import type { PluginLine } from '../../domain/plugins/plugin';
import type { FileSpec } from '../../domain/plugins/schema';
import { compilePattern, type Pattern as LinearPattern } from '../../identify/pattern';
import { parseMac } from '../../shared/mac';

/** What a path says of the device that owns it. */
export interface PathOwner {
  key: 'mac' | 'sn' | 'uuid' | 'id';
  value: string;
}

/** A path that is one of the files that devices of a line have. */
export interface MatchedPath {
  spec: FileSpec;
  /** Null: the name says nothing of whose it is; it is the asking device's. */
  owner: PathOwner | null;
}

interface Pattern {
  spec: FileSpec;
  expression: RegExp;
  key: PathOwner['key'] | null;
  /** Without placeholders. */
  literal: boolean;
}

const OWNER_KEYS: Record<string, PathOwner['key']> = {
  mac: 'mac',
  MAC: 'mac',
  mac_: 'mac',
  'mac-': 'mac',
  'MAC-': 'mac',
  sn: 'sn',
  uuid: 'uuid',
  id: 'id',
};
/** How their values are written in a name. */
const TEXT: Record<string, string> = {
  mac: '[0-9a-fA-F]{12}',
  MAC: '[0-9a-fA-F]{12}',
  mac_: '[0-9a-fA-F]{2}(?:_[0-9a-fA-F]{2}){5}',
  'mac-': '[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5}',
  'MAC-': '[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5}',
};
const ANY_TEXT = '[^/]{1,64}';
const PLACEHOLDER = /\{([\w.-]+)\}/g;

const compiled = new WeakMap<PluginLine, Pattern[]>();
const missing = new WeakMap<PluginLine, LinearPattern[]>();

/** Reads a path against the names in the line's `files.json5`. */
export function matchPath(line: PluginLine, path: string): MatchedPath | null {
  for (const { spec, expression, key } of patternsOf(line)) {
    const found = expression.exec(path);
    if (!found) continue;
    const text = found.groups?.owner;
    if (key === null || text === undefined) return { spec, owner: null };
    const value = key === 'mac' ? parseMac(text.replaceAll('_', ':')) : text;
    if (value !== null) return { spec, owner: { key, value } };
  }
  return null;
}

/** True for what phones of the family ask for though it exists nowhere. */
export function isExpectedMissing(line: PluginLine, path: string): boolean {
  let expressions = missing.get(line);
  if (!expressions) {
    expressions = line.expectedMissing.map(compilePattern);
    missing.set(line, expressions);
  }
  const prefix = line.root === null ? '' : `${line.root}/`;
  if (!path.startsWith(prefix)) return false;
  const below = path.slice(prefix.length, prefix.length + 255);
  return expressions.some((expression) => expression.match(below, below.toLowerCase()) !== null);
}

function patternsOf(line: PluginLine): Pattern[] {
  const known = compiled.get(line);
  if (known) return known;
  const patterns = line.deviceFiles
    .filter((spec) => !spec.lines || spec.lines.includes(line.id))
    .flatMap((spec) => [spec.path, ...spec.alsoServedAs].map((name) => patternOf(spec, line.root, name)))
    // A name as it stands is that name, though `{uuid}` could be anything.
    .sort((a, b) => Number(b.literal) - Number(a.literal));
  compiled.set(line, patterns);
  return patterns;
}

function patternOf(spec: FileSpec, root: string | null, name: string): Pattern {
  let key: PathOwner['key'] | null = null;
  let source = '';
  let end = 0;
  for (const found of name.matchAll(PLACEHOLDER)) {
    source += literal(name.slice(end, found.index));
    end = found.index + found[0].length;
    const placeholder = found[1] ?? '';
    const owner = OWNER_KEYS[placeholder];
    if (owner && key === null) {
      key = owner;
      source += `(?<owner>${TEXT[placeholder] ?? ANY_TEXT})`;
    } else source += TEXT[placeholder] ?? ANY_TEXT;
  }
  source += literal(name.slice(end));
  const prefix = root === null ? '' : literal(`${root}/`);
  // Two placeholders side by side make no expression worse than quadratic, on names of at most 255 characters.
  return { spec, key, literal: end === 0, expression: new RegExp(`^${prefix}${source}$`) };
}

/** An expression for the text as it stands. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
