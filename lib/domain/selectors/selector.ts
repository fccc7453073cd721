import { isJsonObject, type JsonValue } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';

/**
 * One entry of a selector. `path`: member names, each but the last reached through objects; the last one also in the
 * objects of a list. `ne`, `nin` and `exists: false` match documents that lack the member.
 */
export type Condition =
  | { path: string[]; op: 'eq' | 'ne' | 'contains'; operand: JsonValue }
  | { path: string[]; op: 'gt' | 'ge' | 'lt' | 'le'; operand: string | number }
  | { path: string[]; op: 'in' | 'nin'; operand: JsonValue[] }
  | { path: string[]; op: 'exists'; operand: boolean };

/** All conditions have to match; none matches everything. */
export type Selector = Condition[];

const MAX_CONDITIONS = 100;
const MAX_LISTED = 10_000;
const MAX_STEPS = 32;

/** Reads a selector as clients write it: `{"mac": "…", "X_n": {"$gt": 5}}`. The error is for who sent it. */
export function parseSelector(value: JsonValue): Result<Selector, string> {
  if (!isJsonObject(value)) return err('a selector is a JSON object');
  const selector: Selector = [];
  for (const [key, wanted] of Object.entries(value)) {
    const path = key.split('.');
    if (path.length > MAX_STEPS) return err(`a selector key has at most ${MAX_STEPS} parts`);
    if (!isOperatorObject(wanted)) {
      selector.push({ path, op: 'eq', operand: wanted });
      continue;
    }
    for (const [name, operand] of Object.entries(wanted)) {
      const condition = readOperator(path, name, operand);
      if (!condition.ok) return condition;
      selector.push(condition.value);
    }
  }
  return selector.length > MAX_CONDITIONS
    ? err(`a selector has at most ${MAX_CONDITIONS} conditions`)
    : ok(selector);
}

function isOperatorObject(value: JsonValue): value is Record<string, JsonValue> {
  return isJsonObject(value) && Object.keys(value).some((key) => key.startsWith('$'));
}

function readOperator(path: string[], name: string, operand: JsonValue): Result<Condition, string> {
  switch (name) {
    case '$ne':
      return ok({ path, op: 'ne', operand });
    case '$contains':
      return ok({ path, op: 'contains', operand });
    case '$exists':
      return ok({ path, op: 'exists', operand: isTruthy(operand) });
    case '$in':
    case '$nin':
      if (!Array.isArray(operand)) return err(`${name} takes a list of values`);
      if (operand.length > MAX_LISTED) return err(`${name} takes at most ${MAX_LISTED} values`);
      return ok({ path, op: name === '$in' ? 'in' : 'nin', operand });
    case '$gt':
    case '$ge':
    case '$lt':
    case '$le':
      if (typeof operand !== 'string' && typeof operand !== 'number')
        return err(`${name} takes a number or a text`);
      return ok({ path, op: COMPARISONS[name], operand });
    default:
      return err(`${name} is no selector operator`);
  }
}

const COMPARISONS = { $gt: 'gt', $ge: 'ge', $lt: 'lt', $le: 'le' } as const;

function isTruthy(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isJsonObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}
