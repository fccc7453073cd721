import { TemplateFailure } from './failure';
import type { Run } from './run';

/**
 * Values of templates: undefined, null, booleans, numbers, texts, `Safe` texts, arrays, plain objects (from the
 * context, never changed), `Map` (dictionaries that the template made) and the classes of this engine. Any other
 * host object is opaque: it prints as nothing and has no member. No JavaScript function is ever a value.
 */
export type Value = unknown;
export type Named = ReadonlyMap<string, Value>;
export const NO_NAMED: Named = new Map();

/** Text that is not escaped again. */
export class Safe {
  constructor(readonly text: string) {}
}

/** The only thing that a template can call. */
export class Callable {
  constructor(
    readonly name: string,
    readonly invoke: (run: Run, args: readonly Value[], named: Named) => Value,
  ) {}
}

/** `namespace(…)`: the only object whose members `set` assigns. */
export class Namespace {
  readonly members = new Map<string, Value>();
}

/** An imported template: its macros and top-level variables. */
export class Module {
  constructor(readonly members: ReadonlyMap<string, Value>) {}
}

/** A list written with parentheses or commas: `%` takes it apart, it prints with parentheses. */
export class Tuple extends Array<Value> {
  static ofItems(items: readonly Value[]): Tuple {
    const tuple = new Tuple();
    for (const item of items) tuple.push(item);
    return tuple;
  }
}

/** A pair of `groupby`: also a list of two. */
export class GroupPair extends Array<Value> {
  static of2(grouper: Value, list: Value[]): GroupPair {
    const pair = new GroupPair();
    pair.push(grouper, list);
    return pair;
  }
}

export type PlainObject = Readonly<Record<string, Value>>;

/** A dictionary of the context. Class instances of the host are none. */
export function isPlain(value: Value): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

export function isText(value: Value): value is string | Safe {
  return typeof value === 'string' || value instanceof Safe;
}

export function isMapping(value: Value): value is PlainObject | Map<Value, Value> {
  return value instanceof Map || (!Array.isArray(value) && isPlain(value));
}

/** The characters of a text value, null for anything else. */
export function rawText(value: Value): string | null {
  return typeof value === 'string' ? value : value instanceof Safe ? value.text : null;
}

/** Python's truth: empty texts, lists and dictionaries are false too. */
export function truthy(value: Value): boolean {
  switch (typeof value) {
    case 'string':
      return value !== '';
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'object':
      if (value === null) return false;
      if (Array.isArray(value)) return value.length > 0;
      if (value instanceof Safe) return value.text !== '';
      if (value instanceof Map) return value.size > 0;
      return isPlain(value) ? Object.keys(value).length > 0 : true;
    default:
      return false;
  }
}

/** What a value prints as. None prints as nothing (in Jinja2 `None`), so that no phone is given that word. */
export function textOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      if (value === null) return '';
      return value instanceof Safe ? value.text : repr(value, 0);
    default:
      return '';
  }
}

export function numberText(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? '0' : String(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

const MAX_REPR_DEPTH = 20;
const MAX_REPR_CHARS = 1_000_000;

/** Python's notation of a value inside a list or dictionary. */
export function repr(value: Value, depth: number): string {
  const text = rawText(value);
  if (text !== null) return reprText(text);
  if (value === undefined) return 'Undefined';
  if (value === null) return 'None';
  if (typeof value !== 'object') return textOf(value);
  if (depth > MAX_REPR_DEPTH) return '...';
  if (Array.isArray(value)) {
    const items = joined(value, (item) => repr(item, depth + 1));
    if (value instanceof Tuple) return value.length === 1 ? `(${items},)` : `(${items})`;
    return `[${items}]`;
  }
  if (value instanceof Callable) return '';
  if (!isMapping(value)) return '';
  return `{${joined(entriesOf(value), ([key, item]) => `${repr(key, depth + 1)}: ${repr(item, depth + 1)}`)}}`;
}

function joined<T>(items: readonly T[], show: (item: T) => string): string {
  let text = '';
  for (const item of items) {
    text += text === '' ? show(item) : `, ${show(item)}`;
    if (text.length > MAX_REPR_CHARS) throw new TemplateFailure('limit', 'a printed value is too long');
  }
  return text;
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

export function entriesOf(value: PlainObject | Map<Value, Value>): [Value, Value][] {
  return value instanceof Map ? [...value] : Object.keys(value).map((key) => [key, value[key]]);
}

export function sizeOf(value: PlainObject | Map<Value, Value>): number {
  return value instanceof Map ? value.size : Object.keys(value).length;
}

/** Python's `==`: by content, texts equal whether safe or not, True is 1. */
export function equal(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  const text = rawText(a);
  if (text !== null) return text === rawText(b);
  if (typeof a === 'boolean') return typeof b === 'number' && Number(a) === b;
  if (typeof b === 'boolean') return typeof a === 'number' && Number(b) === a;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > MAX_REPR_DEPTH) throw new TemplateFailure('limit', 'the compared values are nested too deeply');
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i], depth + 1));
  }
  if (!isMapping(a) || !isMapping(b) || sizeOf(a) !== sizeOf(b)) return false;
  return entriesOf(a).every(([key, value]) => hasKey(b, key) && equal(value, valueAt(b, key), depth + 1));
}

/** Keys of dictionaries: texts by content; a number finds its text in JSON objects, whose keys are all texts. */
export function keyOf(key: Value): Value {
  if (key instanceof Safe) return key.text;
  return typeof key === 'boolean' ? Number(key) : key;
}

export function hasKey(value: PlainObject | Map<Value, Value>, key: Value): boolean {
  const name = keyOf(key);
  if (value instanceof Map) return value.has(name);
  return (typeof name === 'string' || typeof name === 'number') && Object.hasOwn(value, name);
}

export function valueAt(value: PlainObject | Map<Value, Value>, key: Value): Value {
  const name = keyOf(key);
  if (value instanceof Map) return value.get(name);
  if (typeof name !== 'string' && typeof name !== 'number') return undefined;
  return Object.hasOwn(value, name) ? inside(value[name]) : undefined;
}

/** What a context may hand out: host functions and symbols are not values. */
export function inside(value: Value): Value {
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint'
    ? undefined
    : value;
}

/**
 * Python's order: numbers, texts and lists among their own. Null or undefined on either side compare as null
 * (every comparison with them is false), anything else is an error.
 */
export function order(a: Value, b: Value): number | null {
  if (a === undefined || a === null || b === undefined || b === null) return null;
  const [x, y] = [rawText(a), rawText(b)];
  if (x !== null && y !== null) return x < y ? -1 : x > y ? 1 : 0;
  if (isNumeric(a) && isNumeric(b)) return Number(a) - Number(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      if (!equal(a[i], b[i])) return order(a[i], b[i]);
    }
    return a.length - b.length;
  }
  throw new TemplateFailure('template_error', `${typeName(a)} and ${typeName(b)} can't be compared`);
}

export function isNumeric(value: Value): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** A word for messages; never the value, which may be a secret. */
export function typeName(value: Value): string {
  if (value === undefined) return 'an undefined value';
  if (value === null) return 'none';
  if (isText(value)) return 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'a boolean';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Callable) return 'a function';
  return isMapping(value) ? 'a dictionary' : 'an object';
}

/** Code points, as Python counts characters. */
export function charsOf(text: string): string[] {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text.split('');
}

export function lengthOf(text: string): number {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
}
