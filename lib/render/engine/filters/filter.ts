import type { Named, Value } from '../values';
import type { Run } from '../run';
import { bind } from '../arguments';

/** A filter: the value before the bar, then its arguments. */
export type Filter = (run: Run, value: Value, args: readonly Value[], named: Named) => Value;

export type FilterTable = ReadonlyMap<string, Filter>;

/** A filter whose arguments have names; positions and names are sorted out before it runs. */
export function filter(
  name: string,
  params: readonly string[],
  run: (run: Run, value: Value, args: readonly Value[]) => Value,
): [string, Filter] {
  return [
    name,
    (state, value, args, named) => run(state, value, bind(`the filter "${name}"`, params, args, named)),
  ];
}
