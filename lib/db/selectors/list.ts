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
  if (tenants !== null) where.unshift(`tenant_id = ANY(${parameters.bind(tenants, 'uuid[]')})`);
  const sort = query.sort ? sortKeys(parameters, layout, query.sort.path) : null;
  const direction = query.sort?.descending ? 'DESC' : 'ASC';
  const order = `${sort ? `rank ${direction}, number ${direction}, words COLLATE "C" ${direction}, ` : ''}created_at, id`;
  // The planner knows nothing of the inside of documents and would rather walk the order of creation.
  const byDocument =
    conditions.some(({ index }) => index === 'document') &&
    !conditions.some(({ index }) => index === 'column');
  const text = `WITH hit AS ${byDocument ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (
      SELECT id, created_at${sort ? `, ${sort}` : ''} FROM ${table}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}
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
  if (tenants !== null) where.unshift(`tenant_id = ANY(${parameters.bind(tenants, 'uuid[]')})`);
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return { text: `SELECT count(*)::int AS n FROM ${table}${condition}`, values: parameters.values };
}

/** Nothing, null and the empty text first, then numbers by value, then everything else by its text. */
function sortKeys(parameters: Parameters, layout: SelectorTable, path: readonly string[]): string {
  const key = path.length === 1 ? (path[0] ?? '') : '';
  const computed = Object.hasOwn(layout.computed, key) ? layout.computed[key] : undefined;
  const value = computed ?? singleValue(parameters, path);
  return `CASE WHEN jsonb_typeof(${value}) = 'number' THEN 1
      WHEN coalesce(${value} #>> '{}', '') = '' THEN 0 ELSE 2 END AS rank,
    CASE jsonb_typeof(${value}) WHEN 'number' THEN (${value} #>> '{}')::numeric ELSE 0 END AS number,
    CASE jsonb_typeof(${value}) WHEN 'number' THEN '' ELSE coalesce(${value} #>> '{}', '') END AS words`;
}
