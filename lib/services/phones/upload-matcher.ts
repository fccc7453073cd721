import type { PluginLine } from '../../domain/plugins/plugin';
import type { UploadSpec } from '../../domain/plugins/schema';
import { parseMac } from '../../shared/mac';
import { literal, type PathOwner } from './path-matcher';

interface Pattern {
  spec: UploadSpec;
  expression: RegExp;
  key: PathOwner['key'];
}

const KEYS: Readonly<Record<string, PathOwner['key']>> = {
  mac: 'mac',
  MAC: 'mac',
  sn: 'sn',
  uuid: 'uuid',
  id: 'id',
};
/** Longer names are nobody's. */
const MAX_NAME = 160;
const PART = /\{(\w+)\}|\*/g;

const compiled = new WeakMap<PluginLine, Pattern[]>();

/** The upload that the method and the path are by the line's `files.json5`, and whose; null: none. */
export function matchUpload(
  line: PluginLine,
  method: string,
  path: string,
): { spec: UploadSpec; owner: PathOwner } | null {
  if (path.length > MAX_NAME) return null;
  let patterns = compiled.get(line);
  if (!patterns) compiled.set(line, (patterns = line.uploads.map((spec) => patternOf(spec, line.root))));
  for (const { spec, expression, key } of patterns) {
    if (!spec.methods.some((one) => one === method)) continue;
    const text = expression.exec(path)?.groups?.owner;
    if (text === undefined) continue;
    const value = key === 'mac' ? parseMac(text) : text;
    if (value !== null) return { spec, owner: { key, value } };
  }
  return null;
}

function patternOf(spec: UploadSpec, root: string | null): Pattern {
  let key: PathOwner['key'] = 'mac';
  let named = false;
  let end = 0;
  let source = '';
  for (const found of spec.path.matchAll(PART)) {
    source += literal(spec.path.slice(end, found.index));
    end = found.index + found[0].length;
    const owner = KEYS[found[1] ?? ''];
    const text = owner === 'mac' ? '[0-9a-fA-F]{12}' : '[\\w.@ -]{1,64}';
    if (owner && !named) {
      key = owner;
      named = true;
      source += `(?<owner>${text})`;
    } else source += text;
  }
  source += literal(spec.path.slice(end));
  const prefix = root === null ? '' : literal(`${root}/`);
  return { spec, key, expression: new RegExp(`^${prefix}${source}$`) };
}
