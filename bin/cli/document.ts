import fs from 'node:fs';
import { appError } from '../../lib/shared/errors';
import { jsonText, parseJsonText, type JsonNode, type ObjectNode } from '../../lib/shared/json-text';
import { err, ok, type Result } from '../../lib/shared/result';

/** Reads the JSON object of a file (`-`: standard input), with its numbers and the order of its members as written. */
export function readDocument(file: string): Result<ObjectNode> {
  let text: string;
  try {
    text = fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    return err(appError('invalid', `${file} can't be read (${code}).`));
  }
  return parseDocument(text, file);
}

export function emptyDocument(): ObjectNode {
  return { kind: 'object', members: new Map() };
}

function parseDocument(text: string, name: string): Result<ObjectNode> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return err(appError('invalid', `${name} is not JSON: ${parsed.error}`));
  return parsed.value.kind === 'object'
    ? ok(parsed.value)
    : err(appError('invalid', `${name} holds no JSON object.`));
}

/** The document inside its wrapper, as `/0.2` gives it. */
export function unwrap(text: string, name: string): Result<ObjectNode> {
  const outer = parseDocument(text, 'the answer');
  if (!outer.ok) return outer;
  const inner = outer.value.members.get(name);
  return inner?.kind === 'object' ? ok(inner) : err(appError('internal', `The answer holds no ${name}.`));
}

export function wrap(name: string, document: ObjectNode): string {
  return `{${JSON.stringify(name)}:${jsonText(document)}}`;
}

/**
 * Changes members named by dotted paths. Each of `set` is `path=value`: the value is JSON if it can be read as such, else
 * a text. Each of `unset` is a path; one that is not there is no error.
 */
export function changeDocument(
  document: ObjectNode,
  set: readonly string[],
  unset: readonly string[],
): Result<ObjectNode> {
  let changed: ObjectNode = document;
  for (const text of set) {
    const at = text.indexOf('=');
    const path = pathOf(text.slice(0, Math.max(0, at)));
    if (!path) return err(appError('invalid', `--set ${text} is not PATH=VALUE.`));
    const given = text.slice(at + 1);
    const json = parseJsonText(given);
    const value: JsonNode = json.ok ? json.value : { kind: 'string', value: given };
    changed = put(changed, path, value);
  }
  for (const text of unset) {
    const path = pathOf(text);
    if (!path) return err(appError('invalid', `--unset ${text} is not a path.`));
    changed = take(changed, path);
  }
  return ok(changed);
}

function pathOf(text: string): [string, ...string[]] | null {
  const [first, ...rest] = text.split('.');
  return first === undefined || first === '' || rest.includes('') ? null : [first, ...rest];
}

function put(node: JsonNode | undefined, [first, second, ...rest]: string[], value: JsonNode): ObjectNode {
  const members = new Map(node?.kind === 'object' ? node.members : []);
  if (first === undefined) return { kind: 'object', members };
  members.set(first, second === undefined ? value : put(members.get(first), [second, ...rest], value));
  return { kind: 'object', members };
}

function take(node: ObjectNode, [first, second, ...rest]: string[]): ObjectNode {
  const members = new Map(node.members);
  const inner = first === undefined ? undefined : members.get(first);
  if (first === undefined || inner === undefined) return node;
  if (second === undefined) members.delete(first);
  else if (inner.kind === 'object') members.set(first, take(inner, [second, ...rest]));
  return { kind: 'object', members };
}
