import type { Run } from './run';
import { order, type Value } from './values';

/** A stable sort by `keyFor`; missing keys come first. */
export function sorted(
  run: Run,
  items: readonly Value[],
  keyFor: (item: Value) => Value,
  reverse = false,
): Value[] {
  run.elements(items.length * Math.ceil(Math.log2(items.length + 2)));
  const keyed = items.map((item) => ({ item, key: keyFor(item) }));
  const sign = reverse ? -1 : 1;
  keyed.sort((a, b) => sign * (order(a.key, b.key) ?? rank(a.key) - rank(b.key)));
  return keyed.map(({ item }) => item);
}

function rank(value: Value): number {
  return value === undefined || value === null ? 0 : 1;
}
