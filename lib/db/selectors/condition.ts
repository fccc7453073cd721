import type { Condition, SelectorTest } from '../../domain/selectors/selector';
import type { JsonValue } from '../../shared/json';
import { jsonText, nodeOf } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';
import { MAX_PROJECTED } from '../devices/record';
import { searchableValue } from '../secrets';
import { indexPath, someCandidate } from './candidates';
import type { Parameters } from './parameters';

/** Where the members of a kind of document are found in its table. */
export interface SelectorTable {
  /** Text columns that hold the member when it is a text of at most `MAX_PROJECTED` characters. */
  projected: ReadonlySet<string>;
  /** Members that are columns and not in `search`: SQL of type jsonb, NULL when the member is missing. */
  computed: Readonly<Record<string, string>>;
}

export interface ConditionSql {
  sql: string;
  /** `column`: a btree index answers it; `document`: the GIN index; `none`: every document is looked at. */
  index: 'column' | 'document' | 'none';
}

/** More values of `$in` than this are compared one document at a time. */
const MAX_INDEXED_VALUES = 200;

export function conditionSql(
  parameters: Parameters,
  keyring: Keyring,
  table: SelectorTable,
  { path, test }: Condition,
): ConditionSql {
  const key = path.length === 1 ? (path[0] ?? '') : '';
  const computed = Object.hasOwn(table.computed, key) ? table.computed[key] : undefined;
  const texts = comparedTexts(test);
  if (texts && (key === 'id' || table.projected.has(key))) {
    return { sql: `${key} = ANY(${parameters.bind(texts, 'text[]')})`, index: 'column' };
  }
  const operand = (value: JsonValue): string => jsonText(searchableValue(keyring, path, nodeOf(value)));
  const some = (predicate: (value: string) => string): string =>
    computed === undefined
      ? someCandidate(parameters, path, predicate)
      : `coalesce(${predicate(computed)}, false)`;
  const oneOf =
    (values: readonly JsonValue[]) =>
    (value: string): string =>
      `${value} = ANY(${parameters.bind(values.map(operand), 'jsonb[]')})`;
  switch (test.op) {
    case 'equals':
    case 'in': {
      const values = test.op === 'in' ? test.values : [test.value];
      const exact = some(oneOf(values));
      const scalars = values.map(operand);
      const indexed =
        computed === undefined &&
        scalars.length > 0 &&
        scalars.length <= MAX_INDEXED_VALUES &&
        scalars.every((scalar) => !/^[[{]/.test(scalar));
      if (!indexed) return { sql: exact, index: 'none' };
      const hint = parameters.bind(indexPath(path, scalars), 'jsonpath');
      return { sql: `(search @@ ${hint} AND ${exact})`, index: 'document' };
    }
    case 'ne':
    case 'nin':
      return { sql: `NOT ${some(oneOf(test.op === 'nin' ? test.values : [test.value]))}`, index: 'none' };
    case 'exists': {
      const there = some((value) => `${value} IS NOT NULL`);
      return { sql: test.value ? there : `NOT ${there}`, index: 'none' };
    }
    case 'contains':
      return { sql: some((value) => contains(parameters, value, test.value, operand)), index: 'none' };
    default:
      return { sql: some((value) => comparison(parameters, value, test.op, test.value)), index: 'none' };
  }
}

/** The texts that an equality or `$in` asks for, when a text column can answer it. */
function comparedTexts(test: SelectorTest): string[] | null {
  if (test.op !== 'equals' && test.op !== 'in') return null;
  const values = test.op === 'in' ? test.values : [test.value];
  const texts = values.filter((value) => typeof value === 'string' && value.length <= MAX_PROJECTED);
  return texts.length === values.length ? texts.map(String) : null;
}

const SIGN = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** Numbers with numbers, texts with texts by code point; values of another type do not match. */
function comparison(
  parameters: Parameters,
  value: string,
  op: keyof typeof SIGN,
  operand: string | number,
): string {
  if (typeof operand === 'number') {
    return `CASE jsonb_typeof(${value}) WHEN 'number' THEN ${value} ${SIGN[op]} ${parameters.bind(JSON.stringify(operand), 'jsonb')} END`;
  }
  return `CASE jsonb_typeof(${value}) WHEN 'string' THEN (${value} #>> '{}') COLLATE "C" ${SIGN[op]} ${parameters.bind(operand, 'text')} END`;
}

function contains(
  parameters: Parameters,
  value: string,
  operand: JsonValue,
  searchable: (value: JsonValue) => string,
): string {
  const element = parameters.bind(searchable(operand), 'jsonb');
  const inList = `WHEN 'array' THEN EXISTS (SELECT 1 FROM jsonb_array_elements(${value}) AS item WHERE item = ${element})`;
  if (typeof operand !== 'string') return `CASE jsonb_typeof(${value}) ${inList} END`;
  const text = parameters.bind(operand, 'text');
  return `CASE jsonb_typeof(${value}) ${inList}
    WHEN 'string' THEN strpos(${value} #>> '{}', ${text}) > 0
    WHEN 'object' THEN ${value} ? ${text} END`;
}
