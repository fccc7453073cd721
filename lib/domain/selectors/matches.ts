import { isJsonObject, jsonEqual, type JsonObject, type JsonValue } from '../../shared/json';
import type { Condition, Selector } from './selector';

/** What a selector means, document by document: the reference for its translation to SQL, and for documents in memory. */
export function matches(selector: Selector, document: JsonObject): boolean {
  return selector.every((condition) => matchesCondition(condition, candidates(document, condition.path)));
}

function matchesCondition(condition: Condition, values: JsonValue[]): boolean {
  switch (condition.op) {
    case 'eq':
      return values.some((value) => jsonEqual(value, condition.operand));
    case 'ne':
      return !values.some((value) => jsonEqual(value, condition.operand));
    case 'in':
      return values.some((value) => condition.operand.some((item) => jsonEqual(value, item)));
    case 'nin':
      return !values.some((value) => condition.operand.some((item) => jsonEqual(value, item)));
    case 'exists':
      return values.length > 0 === condition.operand;
    case 'contains':
      return values.some((value) => contains(value, condition.operand));
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return values.some((value) => compares(value, condition.op, condition.operand));
  }
}

/** Every value that the path reaches. */
export function candidates(document: JsonObject, path: readonly string[]): JsonValue[] {
  let holder: JsonValue | undefined = document;
  for (const step of path.slice(0, -1)) {
    holder = isJsonObject(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined;
  }
  return holder === undefined ? [] : membersOf(holder, path.at(-1) ?? '');
}

function membersOf(holder: JsonValue, key: string): JsonValue[] {
  if (Array.isArray(holder)) return holder.flatMap((item) => membersOf(item, key));
  const value = isJsonObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
  return value === undefined ? [] : [value];
}

function contains(value: JsonValue, part: JsonValue): boolean {
  if (Array.isArray(value)) return value.some((item) => jsonEqual(item, part));
  if (typeof part !== 'string') return false;
  return typeof value === 'string' ? value.includes(part) : isJsonObject(value) && Object.hasOwn(value, part);
}

/** Texts compare by code point. */
function compares(value: JsonValue, op: 'gt' | 'ge' | 'lt' | 'le', operand: string | number): boolean {
  const order =
    typeof value === 'number' && typeof operand === 'number'
      ? value - operand
      : typeof value === 'string' && typeof operand === 'string'
        ? Buffer.compare(Buffer.from(value), Buffer.from(operand))
        : NaN;
  if (op === 'gt') return order > 0;
  if (op === 'ge') return order >= 0;
  return op === 'lt' ? order < 0 : order <= 0;
}
