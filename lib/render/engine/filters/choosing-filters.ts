import { TemplateFailure } from '../failure';
import { visit } from '../iterate';
import { attribute } from '../members';
import type { Run } from '../run';
import { predicate } from '../predicates';
import { NO_NAMED, rawText, truthy, type Named, type Value } from '../values';
import { attributeGetter } from './attribute-path';
import type { Filter } from './filter';

/** Filters that run a test or another filter on every element. */
export function choosingFilters(find: (name: string) => Filter): [string, Filter][] {
  return [
    ['select', (run, value, args) => keep(run, value, args, (v) => v, true)],
    ['reject', (run, value, args) => keep(run, value, args, (v) => v, false)],
    ['selectattr', (run, value, [path, ...args]) => keep(run, value, args, attributeGetter(path), true)],
    ['rejectattr', (run, value, [path, ...args]) => keep(run, value, args, attributeGetter(path), false)],
    ['map', (run, value, args, named) => run.own(mapped(run, value, args, named, find))],
    ['attr', (_run, value, args) => attribute(value, rawText(args[0]) ?? '')],
  ];
}

function keep(
  run: Run,
  value: Value,
  args: readonly Value[],
  get: (value: Value) => Value,
  wanted: boolean,
): Value {
  const [name, ...rest] = args;
  const test = name === undefined ? truthy : bound(run, name, rest);
  return run.own(visit(run, value).filter((item) => test(get(item)) === wanted));
}

function bound(run: Run, name: Value, args: readonly Value[]): (value: Value) => boolean {
  const test = predicate(rawText(name) ?? '');
  return (value) => test(run, value, args);
}

function mapped(
  run: Run,
  value: Value,
  args: readonly Value[],
  named: Named,
  find: (name: string) => Filter,
): Value[] {
  const items = visit(run, value);
  if (named.has('attribute')) {
    const get = attributeGetter(named.get('attribute'));
    const fallback = named.get('default');
    return items.map((item) => get(item) ?? fallback);
  }
  const [name, ...rest] = args;
  if (name === undefined) throw new TemplateFailure('template_error', '"map" needs a filter or an attribute');
  const filter = find(rawText(name) ?? '');
  return items.map((item) => filter(run, item, rest, named.size > 0 ? named : NO_NAMED));
}
