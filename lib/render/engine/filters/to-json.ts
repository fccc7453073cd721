import { TemplateFailure } from '../failure';
import type { Run } from '../run';
import { entriesOf, isMapping, rawText, Safe, textOf, type Value } from '../values';

const MAX_DEPTH = 50;
const MAX_INDENT = 10;

/** JSON as Python writes it (members sorted, a space after `,` and `:`), with `<`, `>`, `&` and `'` as escapes. */
export function toJson(run: Run, value: Value, indent: number): Safe {
  const text = write(run, value, Math.min(Math.max(indent, 0), MAX_INDENT), 0);
  run.size(text.length);
  const escaped = text.replace(/[<>&']/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  return new Safe(escaped);
}

function write(run: Run, value: Value, indent: number, depth: number): string {
  run.charge(1);
  if (depth > MAX_DEPTH) throw new TemplateFailure('limit', 'a value is nested too deeply for JSON');
  const text = rawText(value);
  if (text !== null) {
    run.size(text.length);
    return asciiJson(text);
  }
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (Array.isArray(value)) {
    return enclose(
      '[',
      ']',
      value.map((item) => write(run, item, indent, depth + 1)),
      indent,
      depth,
    );
  }
  if (isMapping(value)) {
    const members = entriesOf(value)
      .map(([key, item]): [string, Value] => [textOf(key), item])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${asciiJson(key)}: ${write(run, item, indent, depth + 1)}`);
    return enclose('{', '}', members, indent, depth);
  }
  return 'null';
}

function enclose(open: string, close: string, parts: string[], indent: number, depth: number): string {
  if (parts.length === 0) return open + close;
  if (indent === 0) return `${open}${parts.join(', ')}${close}`;
  const margin = `\n${' '.repeat(indent * (depth + 1))}`;
  return `${open}${margin}${parts.join(`,${margin}`)}\n${' '.repeat(indent * depth)}${close}`;
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
