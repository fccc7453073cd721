import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import type { JsonNode, ObjectNode } from '../../shared/json-text';
import { compareTexts } from './match';

/** The document with `id` and the members at `fields`, nested as they are; what is not there is left out. */
export function projectFields(document: ObjectNode, fields: readonly (readonly string[])[]): ObjectNode {
  const result = emptyObject();
  for (const path of [['id'], ...fields]) copyPath(document, result, path);
  return result;
}

function copyPath(from: ObjectNode, to: ObjectNode, path: readonly string[]): void {
  const [name, ...rest] = path;
  const member = name === undefined ? undefined : from.members.get(name);
  if (name === undefined || member === undefined) return;
  if (rest.length === 0) {
    to.members.set(name, member);
    return;
  }
  const present = to.members.get(name);
  // The whole member has been asked for already (`a,a.b`).
  if (member.kind !== 'object' || present === member || !reaches(member, rest)) return;
  const inner = present?.kind === 'object' ? present : emptyObject();
  to.members.set(name, inner);
  copyPath(member, inner, rest);
}

function reaches(node: JsonNode, path: readonly string[]): boolean {
  let current: JsonNode | undefined = node;
  for (const name of path) current = current?.kind === 'object' ? current.members.get(name) : undefined;
  return current !== undefined;
}

function emptyObject(): ObjectNode {
  return { kind: 'object', members: new Map<string, JsonNode>() };
}

/**
 * Order of two documents by the member at `path` (ascending): first those where it is missing, null or an empty text,
 * then numbers by value, then everything else by its text, code point by code point (`true`, lists and objects as
 * JSON). Equal ones keep their order, also when it is turned around.
 */
export function compareBy(path: readonly string[], a: JsonObject, b: JsonObject): number {
  const [left, right] = [sortKey(memberAt(a, path)), sortKey(memberAt(b, path))];
  if (left.rank !== right.rank) return left.rank - right.rank;
  if (left.number !== right.number) return Math.sign(left.number - right.number);
  return compareTexts(left.text, right.text);
}

function sortKey(value: JsonValue | undefined): { rank: number; number: number; text: string } {
  if (value === undefined || value === null || value === '') return { rank: 0, number: 0, text: '' };
  if (typeof value === 'number') return { rank: 1, number: value, text: '' };
  return { rank: 2, number: 0, text: typeof value === 'string' ? value : JSON.stringify(value) };
}

function memberAt(document: JsonObject, path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = document;
  for (const name of path) {
    current = isJsonObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}
