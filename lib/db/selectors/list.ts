import type { Selector } from '../../domain/selectors/selector';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Keyring } from '../../shared/keyring';
import { scopeTenants } from '../scope';
import { singleValue } from './candidates';
import { conditionSql, type SelectorTable } from './condition';
import { Parameters } from './parameters';

export interface ListQuery {
  selector: Selector;
  sort?: { path: readonly string[]; descending: boolean };
  /** Documents left out at the start. */
  skip?: number;
  /** Absent: no limit. */
  limit?: number;
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** The statement that lists documents: selected, then sorted, then the page, then (by `columns`) read. */
export function listStatement(
  table: 'device' | 'config',
  layout: SelectorTable,
  columns: string,
  keyring: Keyring,
  scope: TenantScope,
  query: ListQuery,
): Statement {
  const parameters = new Parameters();
  const tenants = scopeTenants(scope);
  const conditions = query.selector.map((condition) => conditionSql(parameters, keyring, layout, condition));
  const where = conditions.map(({ sql }) => sql);
  if (tenants !== null) where.unshift(ofTenants(parameters, tenants));
  const sort = query.sort ? sortKeys(parameters, table, layout, query.sort.path) : null;
  const direction = query.sort?.descending ? 'DESC' : 'ASC';
  const order = `${sort ? `number ${direction}, words COLLATE "C" ${direction}, ` : ''}created_at, id`;
  // The planner knows nothing of the inside of documents and would rather walk the order of creation.
  const byDocument =
    conditions.some(({ index }) => index === 'document') &&
    !conditions.some(({ index }) => index === 'column');
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  const text = `WITH hit AS ${byDocument ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (
      SELECT id, created_at${sort ? `, ${sort.columns}` : ''} FROM ${sort ? sort.from(condition) : `${table}${condition}`}
    ), page AS (
      SELECT * FROM hit ORDER BY ${order}
      OFFSET ${parameters.bind(query.skip ?? 0, 'bigint')}${query.limit === undefined ? '' : ` LIMIT ${parameters.bind(query.limit, 'bigint')}`}
    )
    SELECT ${columns} FROM page JOIN ${table} AS document USING (id, created_at) ORDER BY ${order}`;
  return { text, values: parameters.values };
}

/** How many documents the selector matches. */
export function countStatement(
  table: 'device' | 'config',
  layout: SelectorTable,
  keyring: Keyring,
  scope: TenantScope,
  selector: Selector,
): Statement {
  const parameters = new Parameters();
  const tenants = scopeTenants(scope);
  const where = selector.map((condition) => conditionSql(parameters, keyring, layout, condition).sql);
  if (tenants !== null) where.unshift(ofTenants(parameters, tenants));
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return { text: `SELECT count(*)::int AS n FROM ${table}${condition}`, values: parameters.values };
}

/** One tenant is compared as such: the planner knows more about it than about a list. */
function ofTenants(parameters: Parameters, tenants: readonly string[]): string {
  const [only] = tenants;
  return only !== undefined && tenants.length === 1
    ? `tenant_id = ${parameters.bind(only, 'uuid')}`
    : `tenant_id = ANY(${parameters.bind(tenants, 'uuid[]')})`;
}

interface SortSql {
  /** The table with the value that is sorted by beside its columns, as `from` of the statement. */
  from: (where: string) => string;
  columns: string;
}

/**
 * Nothing, null and the empty text first, then numbers by value, then everything else by its text. Each value is taken out
 * of its document once: OFFSET 0 keeps the planner from writing the expression out at every use. Infinity, which no JSON
 * number is, keeps the three apart with one key less to compare.
 */
function sortKeys(
  parameters: Parameters,
  table: string,
  layout: SelectorTable,
  path: readonly string[],
): SortSql {
  const key = path.length === 1 ? (path[0] ?? '') : '';
  const computed = Object.hasOwn(layout.computed, key) ? layout.computed[key] : undefined;
  const json = computed ?? singleValue(parameters, path);
  const column = layout.projected.has(key) ? key : null;
  const value =
    column === null ? `${json} AS v` : `CASE WHEN ${column} IS NULL THEN ${json} END AS v, ${column} AS t`;
  const text = `coalesce(${column === null ? '' : 't, '}v #>> '{}', '')`;
  return {
    from: (where) => `(SELECT id, created_at, ${value} FROM ${table}${where} OFFSET 0) AS valued`,
    columns: `CASE jsonb_typeof(v) WHEN 'number' THEN v::numeric
      ELSE CASE WHEN ${text} = '' THEN '-Infinity'::numeric ELSE 'Infinity'::numeric END END AS number,
    CASE jsonb_typeof(v) WHEN 'number' THEN '' ELSE ${text} END AS words`,
  };
}
