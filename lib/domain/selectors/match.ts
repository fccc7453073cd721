import { isJsonObject, jsonEqual } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import type { Condition, Selector } from './selector';

/**
 * What a selector means. The database says the same in SQL; this is what it is compared with, and what small lists in
 * memory use.
 */
export function matches(selector: Selector, document: JsonObject): boolean {
  return selector.every((condition) => holds(condition, candidatesAt(document, condition.path)));
}

function holds({ test }: Condition, candidates: JsonValue[]): boolean {
  switch (test.op) {
    case 'equals':
      return candidates.some((c) => jsonEqual(c, test.value));
    case 'ne':
      return !candidates.some((c) => jsonEqual(c, test.value));
    case 'in':
      return candidates.some((c) => test.values.some((value) => jsonEqual(c, value)));
    case 'nin':
      return !candidates.some((c) => test.values.some((value) => jsonEqual(c, value)));
    case 'exists':
      return candidates.length > 0 === test.value;
    case 'contains':
      return candidates.some((c) => contains(c, test.value));
    default:
      return candidates.some((c) => compares(test.op, c, test.value));
  }
}

/**
 * The values that a path stands for. Every segment but the last is a member of an object. At the last, the container may
 * also be a list: each object in it, however deep in lists, that has the member gives one.
 */
function candidatesAt(document: JsonObject, path: readonly string[]): JsonValue[] {
  let container: JsonValue = document;
  for (const name of path.slice(0, -1)) {
    if (!isJsonObject(container) || !Object.hasOwn(container, name)) return [];
    container = container[name] ?? null;
  }
  return membersOf(container, path.at(-1) ?? '');
}

function membersOf(container: JsonValue, name: string): JsonValue[] {
  if (Array.isArray(container)) return container.flatMap((item) => membersOf(item, name));
  if (!isJsonObject(container) || !Object.hasOwn(container, name)) return [];
  return [container[name] ?? null];
}

/** A list an equal element, a text a part, an object a member of that name. */
function contains(candidate: JsonValue, operand: JsonValue): boolean {
  if (Array.isArray(candidate)) return candidate.some((item) => jsonEqual(item, operand));
  if (typeof operand !== 'string') return false;
  if (typeof candidate === 'string') return candidate.includes(operand);
  return isJsonObject(candidate) && Object.hasOwn(candidate, operand);
}

/** Numbers with numbers, texts with texts; anything else does not compare, hence does not match. */
function compares(op: 'gt' | 'ge' | 'lt' | 'le', candidate: JsonValue, operand: string | number): boolean {
  const order =
    typeof candidate === 'number' && typeof operand === 'number'
      ? candidate - operand
      : typeof candidate === 'string' && typeof operand === 'string'
        ? compareTexts(candidate, operand)
        : NaN;
  if (op === 'gt') return order > 0;
  if (op === 'ge') return order >= 0;
  return op === 'lt' ? order < 0 : order <= 0;
}

/** By code point: the order of `COLLATE "C"` on UTF-8. */
export function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
