import type { Parameters } from './parameters';

/** SQL for the object or list that holds the last member of a path: every step before it goes through objects only. */
function container(parameters: Parameters, path: readonly string[]): string {
  return path.slice(0, -1).reduce((sql, key) => `${sql}->${parameters.bind(key, 'text')}`, 'search');
}

/**
 * SQL that is true when one of the values that a path reaches fulfils `predicate`. The container of the last member
 * may be a list: then the members of its objects count, those of objects in lists within it included, whatever the
 * depth. `->` with a text gives NULL on anything but an object, so numeric names never count as list positions.
 */
export function someCandidate(
  parameters: Parameters,
  path: readonly string[],
  predicate: (value: string) => string,
): string {
  const key = parameters.bind(path.at(-1) ?? '', 'text');
  if (path.length < 2) return `coalesce(${predicate(`(search->${key})`)}, false)`;
  const holder = container(parameters, path);
  return `CASE jsonb_typeof(${holder})
    WHEN 'object' THEN coalesce(${predicate(`(${holder}->${key})`)}, false)
    WHEN 'array' THEN EXISTS (
      WITH RECURSIVE element(v) AS (
        SELECT ${holder}
        UNION ALL
        SELECT item FROM element,
          jsonb_array_elements(CASE jsonb_typeof(v) WHEN 'array' THEN v ELSE '[]' END) AS item
      ) SELECT 1 FROM element WHERE jsonb_typeof(v) = 'object' AND ${predicate(`(v->${key})`)})
    ELSE false END`;
}

/** What `#>` takes for a position of a list. */
const POSITION = /^[\s+-]*\d+\s*$/;

/** SQL for the one value of a path through objects, NULL when there is none: what lists are sorted by. */
export function singleValue(parameters: Parameters, path: readonly string[]): string {
  // One step instead of many, where it can't take a member's name for a position of a list.
  if (path.length > 1 && !path.some((key) => POSITION.test(key)))
    return `(search #> ${parameters.bind(path, 'text[]')})`;
  return `(${container(parameters, path)}->${parameters.bind(path.at(-1) ?? '', 'text')})`;
}

/** Lists within lists that the index condition looks through; documents with deeper ones are refused. */
export const MAX_NESTED_LISTS = 8;

/**
 * A jsonpath predicate that the GIN index answers and that is true for every document where the path reaches one of
 * the scalars (and for some more: the exact condition goes with it).
 */
export function indexPath(path: readonly string[], scalars: readonly string[]): string {
  const steps = path.map((key) => `.${JSON.stringify(key)}`);
  const last = steps.pop() ?? '';
  // In lax mode `[*]` on what is no list is that value itself, so this covers every depth of nesting.
  const through = steps.length > 0 ? '[*]'.repeat(MAX_NESTED_LISTS) : '';
  return scalars.map((scalar) => `$${steps.join('')}${through}${last} == ${scalar}`).join(' || ');
}
