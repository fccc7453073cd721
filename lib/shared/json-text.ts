import { isJsonObject, type JsonObject, type JsonValue } from './json';
import { err, ok, type Result } from './result';

/**
 * JSON with everything that `JSON.parse` loses: the order of members (also of keys made of digits) and the spelling of
 * numbers (`1.0`, integers beyond 2^53). Documents of clients are kept this way.
 */
export type JsonNode =
  | { kind: 'object'; members: Map<string, JsonNode> }
  | { kind: 'array'; items: JsonNode[] }
  | { kind: 'string'; value: string }
  /** A number, `true`, `false` or `null`, as written. */
  | { kind: 'literal'; text: string };
export type ObjectNode = Extract<JsonNode, { kind: 'object' }>;

/** Objects and arrays inside each other. */
const MAX_DEPTH = 64;
/** Digits of a number, and the exponent that PostgreSQL's `numeric` still takes without growing a row. */
const MAX_NUMBER_LENGTH = 400;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ANY_STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_SURROGATE = 0xd800;
const WORDS = ['true', 'false', 'null'];

/** Reads JSON text. A member given twice counts once, with its last value. The error is for the person who sent it. */
export function parseJsonText(text: string): Result<JsonNode, string> {
  const parser = new Parser(text);
  try {
    return ok(parser.document());
  } catch (error) {
    if (error instanceof SyntaxProblem) return err(error.message);
    throw error;
  }
}

class SyntaxProblem extends Error {}

class Parser {
  #at = 0;
  constructor(private readonly text: string) {}

  document(): JsonNode {
    const node = this.#value(0);
    this.#space();
    if (this.#at < this.text.length) this.#fail('unexpected text after the value');
    return node;
  }

  #value(depth: number): JsonNode {
    this.#space();
    const first = this.text[this.#at];
    if (first === '{') return this.#object(depth + 1);
    if (first === '[') return this.#array(depth + 1);
    if (first === '"') return { kind: 'string', value: this.#string() };
    const word = WORDS.find((w) => this.text.startsWith(w, this.#at));
    if (word !== undefined) {
      this.#at += word.length;
      return { kind: 'literal', text: word };
    }
    const number = this.#match(NUMBER);
    if (number === null) return this.#fail(first === undefined ? 'unexpected end' : 'a value is expected');
    if (number.length > MAX_NUMBER_LENGTH || !Number.isFinite(Number(number)) || !boundedExponent(number)) {
      return this.#fail('a number out of range');
    }
    return { kind: 'literal', text: number };
  }

  #object(depth: number): JsonNode {
    this.#enter(depth);
    const members = new Map<string, JsonNode>();
    if (this.#take('}')) return { kind: 'object', members };
    do {
      this.#space();
      if (this.text[this.#at] !== '"') this.#fail('a member name is expected');
      const name = this.#string();
      if (!this.#take(':')) this.#fail('":" is expected');
      members.set(name, this.#value(depth));
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail('"," or "}" is expected');
    return { kind: 'object', members };
  }

  #array(depth: number): JsonNode {
    this.#enter(depth);
    const items: JsonNode[] = [];
    if (this.#take(']')) return { kind: 'array', items };
    do items.push(this.#value(depth));
    while (this.#take(','));
    if (!this.#take(']')) this.#fail('"," or "]" is expected');
    return { kind: 'array', items };
  }

  #enter(depth: number): void {
    if (depth > MAX_DEPTH) this.#fail(`more than ${MAX_DEPTH} levels`);
    this.#at += 1;
  }

  #string(): string {
    const { text } = this;
    const start = this.#at + 1;
    let highest = 0;
    for (let end = start; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) {
        this.#at = end + 1;
        const value = text.slice(start, end);
        return highest < FIRST_SURROGATE ? value : this.#checked(value);
      }
      if (code === BACKSLASH || code < 0x20) break;
      if (code > highest) highest = code;
    }
    const escaped = this.#match(ANY_STRING);
    if (escaped === null) return this.#fail('a text that does not end or holds a control character');
    const value: unknown = JSON.parse(escaped);
    return this.#checked(typeof value === 'string' ? value : '');
  }

  #checked(value: string): string {
    if (value.includes('\u0000')) this.#fail('a text with the character NUL');
    if (/\p{Surrogate}/u.test(value)) this.#fail('a text with half a surrogate pair');
    return value;
  }

  #take(sign: string): boolean {
    this.#space();
    if (this.text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #fail(what: string): never {
    throw new SyntaxProblem(`${what} at character ${this.#at + 1}`);
  }
}

function boundedExponent(number: string): boolean {
  const exponent = /[eE]([+-]?\d+)$/.exec(number)?.[1];
  return exponent === undefined || Math.abs(Number(exponent)) <= 308;
}

export function nodeOf(value: JsonValue): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(nodeOf) };
  if (isJsonObject(value)) return objectNode(value);
  return typeof value === 'string'
    ? { kind: 'string', value }
    : { kind: 'literal', text: JSON.stringify(value) };
}

export function objectNode(value: JsonObject): ObjectNode {
  return { kind: 'object', members: new Map(Object.entries(value).map(([k, v]) => [k, nodeOf(v)])) };
}

/** The plain value; numbers become doubles. `__proto__` stays an ordinary member. */
export function valueOf(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return plainObject(node);
    case 'array':
      return node.items.map(valueOf);
    case 'string':
      return node.value;
    case 'literal':
      return node.text === 'null'
        ? null
        : node.text === 'true'
          ? true
          : node.text === 'false'
            ? false
            : Number(node.text);
  }
}

export function plainObject(node: ObjectNode): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of node.members) {
    const value = valueOf(member);
    if (name !== '__proto__') result[name] = value;
    else Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

const NOT_ASCII = /[\u007f-\uffff]/g;

/** Compact text. `ascii`: everything beyond ASCII escaped, as the provd API writes it. */
export function jsonText(node: JsonNode, form: 'ascii' | 'unicode' = 'unicode'): string {
  const text = write(node);
  return form === 'ascii' ? asciiJson(text) : text;
}

/** JSON text with everything beyond ASCII escaped. */
export function asciiJson(text: string): string {
  return text.replace(NOT_ASCII, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function write(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${[...node.members].map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(write).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
    case 'literal':
      return node.text;
  }
}

/** Equal documents: the order of members does not count, the spelling of numbers does. */
export function sameNode(a: JsonNode, b: JsonNode): boolean {
  if (a.kind === 'object') {
    if (b.kind !== 'object' || a.members.size !== b.members.size) return false;
    return [...a.members].every(([name, member]) => {
      const other = b.members.get(name);
      return other !== undefined && sameNode(member, other);
    });
  }
  if (a.kind === 'array') {
    if (b.kind !== 'array' || a.items.length !== b.items.length) return false;
    return a.items.every((item, i) => {
      const other = b.items[i];
      return other !== undefined && sameNode(item, other);
    });
  }
  if (a.kind === 'string') return b.kind === 'string' && a.value === b.value;
  return b.kind === 'literal' && a.text === b.text;
}
