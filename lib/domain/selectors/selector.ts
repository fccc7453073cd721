import { appError } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import { parseJsonText, plainObject } from '../../shared/json-text';
import { err, ok } from '../../shared/result';
import type { Result } from '../../shared/result';
import { isSecretPath } from '../configs/secret-paths';

/** Selects documents: all conditions must hold; none selects everything. `./match` says what each means. */
export type Selector = readonly Condition[];

export interface Condition {
  /** Member names from the document down. */
  path: readonly string[];
  test: SelectorTest;
}

export type SelectorTest =
  | { op: 'equals'; value: JsonValue }
  | { op: 'ne'; value: JsonValue }
  | { op: 'in'; values: readonly JsonValue[] }
  | { op: 'nin'; values: readonly JsonValue[] }
  | { op: 'gt' | 'ge' | 'lt' | 'le'; value: string | number }
  | { op: 'contains'; value: JsonValue }
  | { op: 'exists'; value: boolean };

/** Bounds, so that no selector can hold the database up. */
export const SELECTOR_LIMITS = { conditions: 50, path: 32, values: 10_000, textLength: 65_536 } as const;

/** Reads the JSON text of a selector. Every mistake is told: a selector that is dropped would select everything. */
export function parseSelectorText(text: string): Result<Selector, AppError> {
  if (text.length > SELECTOR_LIMITS.textLength) return refused('', 'is too long');
  const node = parseJsonText(text);
  if (!node.ok) return refused('', `is not JSON: ${node.error}`);
  return node.value.kind === 'object'
    ? parseSelector(plainObject(node.value))
    : refused('', 'must be an object');
}

export function parseSelector(selector: JsonObject): Result<Selector, AppError> {
  const conditions: Condition[] = [];
  for (const key of Object.keys(selector)) {
    const value = selector[key];
    if (value === undefined) continue;
    const path = key.split('.');
    if (path.length > SELECTOR_LIMITS.path) return refused(key, 'has too long a path');
    const tests = parseTests(key, value);
    if (!tests.ok) return tests;
    for (const test of tests.value) {
      if (isSecretPath(path) && !ON_SECRETS.has(test.op)) {
        return refused(key, 'holds a secret: only equality, $in, $nin, $ne and $exists may be asked');
      }
      conditions.push({ path, test });
    }
  }
  return conditions.length > SELECTOR_LIMITS.conditions
    ? refused('', 'has too many conditions')
    : ok(conditions);
}

const ON_SECRETS: ReadonlySet<SelectorTest['op']> = new Set(['equals', 'ne', 'in', 'nin', 'exists']);

function parseTests(key: string, value: JsonValue): Result<SelectorTest[], AppError> {
  if (!isJsonObject(value) || !Object.keys(value).some((name) => name.startsWith('$'))) {
    return ok([{ op: 'equals', value }]);
  }
  const tests: SelectorTest[] = [];
  for (const name of Object.keys(value)) {
    const test = parseOperator(key, name, value[name] ?? null);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  return ok(tests);
}

function parseOperator(key: string, name: string, operand: JsonValue): Result<SelectorTest, AppError> {
  switch (name) {
    case '$in':
    case '$nin':
      if (!Array.isArray(operand)) return refused(key, `${name} needs a list`);
      if (operand.length > SELECTOR_LIMITS.values) return refused(key, `${name} has too many values`);
      return ok({ op: name === '$in' ? 'in' : 'nin', values: operand });
    case '$ne':
      return ok({ op: 'ne', value: operand });
    case '$gt':
    case '$ge':
    case '$lt':
    case '$le':
      if (typeof operand !== 'string' && typeof operand !== 'number') {
        return refused(key, `${name} needs a text or a number`);
      }
      return ok({ op: COMPARISONS[name], value: operand });
    case '$contains':
      return ok({ op: 'contains', value: operand });
    case '$exists':
      if (typeof operand !== 'boolean' && operand !== 0 && operand !== 1) {
        return refused(key, '$exists needs true or false');
      }
      return ok({ op: 'exists', value: Boolean(operand) });
    default:
      return refused(key, `${name.slice(0, 50)} is no operator; there are ${OPERATORS}`);
  }
}

const COMPARISONS = { $gt: 'gt', $ge: 'ge', $lt: 'lt', $le: 'le' } as const;
const OPERATORS = '$in, $nin, $ne, $gt, $ge, $lt, $le, $contains and $exists';

function refused(key: string, message: string): Result<never, AppError> {
  const name = key.slice(0, 200);
  const text = name === '' ? `selector ${message}` : `selector: ${name}: ${message}`;
  return err(appError('invalid', text, [{ path: name, message }]));
}
