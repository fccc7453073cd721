import { flagArg, intArg, textArg } from '../arguments';
import { TemplateFailure } from '../failure';
import { visit } from '../iterate';
import { binary, concat } from '../operators';
import { sorted } from '../sorting';
import {
  entriesOf,
  equal,
  GroupPair,
  isMapping,
  lengthOf,
  order,
  rawText,
  repr,
  sizeOf,
  typeName,
  type Value,
} from '../values';
import { attributeGetter, foldCase } from './attribute-path';
import { filter, type Filter } from './filter';
import { toJson } from './to-json';
import { xmlAttributes } from './xml-attributes';

export const LIST_FILTERS: [string, Filter][] = [
  ...['length', 'count'].map((name) => filter(name, [], (run, value) => sizeFor(run, value))),
  filter('list', [], (run, value) => run.own([...visit(run, value)])),
  filter('items', [], (run, value) => {
    if (value === undefined) return [];
    if (!isMapping(value))
      throw new TemplateFailure('template_error', `"items" needs a dictionary, got ${typeName(value)}`);
    run.elements(sizeOf(value));
    return entriesOf(value);
  }),
  filter('first', [], (run, value) => visit(run, value)[0]),
  filter('last', [], (run, value) => visit(run, value).at(-1)),
  filter('reverse', [], (run, value) => {
    const reversed = [...visit(run, value)].reverse();
    return rawText(value) === null ? run.own(reversed) : reversed.join('');
  }),
  filter('join', ['d', 'attribute'], (run, value, [separator, attribute]) => {
    const get = attributeGetter(attribute);
    const items = visit(run, value).map(get);
    return concat(
      run,
      separator === undefined ? items : items.flatMap((part, i) => (i === 0 ? [part] : [separator, part])),
    );
  }),
  filter(
    'sort',
    ['reverse', 'case_sensitive', 'attribute'],
    (run, value, [reverse, sensitive, attribute]) => {
      const fold = flagArg(sensitive, false) ? (v: Value) => v : foldCase;
      const getters = rawText(attribute)?.split(',').map(attributeGetter) ?? [attributeGetter(attribute)];
      const key = (v: Value) =>
        getters.length === 1 && getters[0] ? fold(getters[0](v)) : getters.map((get) => fold(get(v)));
      return run.own(sorted(run, visit(run, value), key, flagArg(reverse, false)));
    },
  ),
  filter('unique', ['case_sensitive', 'attribute'], (run, value, [sensitive, attribute]) => {
    const get = attributeGetter(attribute);
    const seen = new Set<Value>();
    return run.own(
      visit(run, value).filter((v) => {
        const key = flagArg(sensitive, false) ? get(v) : foldCase(get(v));
        const mark = typeof key === 'object' && key !== null ? repr(key, 0) : key;
        return seen.has(mark) ? false : seen.add(mark);
      }),
    );
  }),
  ...(['min', 'max'] as const).map((name) =>
    filter(name, ['case_sensitive', 'attribute'], (run, value, [sensitive, attribute]) => {
      const get = attributeGetter(attribute);
      const key = (v: Value) => (flagArg(sensitive, false) ? get(v) : foldCase(get(v)));
      return visit(run, value).reduce((best, v, i) => {
        const difference = i === 0 ? 0 : (order(key(v), key(best)) ?? 0);
        return i === 0 || (name === 'min' ? difference < 0 : difference > 0) ? v : best;
      }, undefined);
    }),
  ),
  filter('sum', ['attribute', 'start'], (run, value, [attribute, start]) => {
    const get = attributeGetter(attribute);
    return visit(run, value).reduce((total: Value, v) => binary(run, '+', total, get(v)), start ?? 0);
  }),
  filter('batch', ['linecount', 'fill_with'], (run, value, [count, fill]) => {
    const items = visit(run, value);
    const size = Math.max(1, intArg(count, 1));
    const rows: Value[][] = [];
    for (let at = 0; at < items.length; at += size) rows.push(items.slice(at, at + size));
    const last = rows.at(-1);
    if (last && fill !== undefined && fill !== null) {
      run.elements(size - last.length);
      while (last.length < size) last.push(fill);
    }
    return run.own(rows);
  }),
  filter('slice', ['slices', 'fill_with'], (run, value, [slices, fill]) => {
    const items = visit(run, value);
    const count = Math.max(1, intArg(slices, 1));
    run.elements(count);
    const [each, longer] = [Math.floor(items.length / count), items.length % count];
    let at = 0;
    return run.own(
      Array.from({ length: count }, (_, i) => {
        const part = items.slice(at, (at += each + (i < longer ? 1 : 0)));
        return fill !== undefined && fill !== null && longer > 0 && i >= longer ? [...part, fill] : part;
      }),
    );
  }),
  filter(
    'groupby',
    ['attribute', 'default', 'case_sensitive'],
    (run, value, [attribute, fallback, sensitive]) => {
      const get = attributeGetter(attribute);
      const of = (v: Value) => get(v) ?? fallback;
      const key = (v: Value) => (flagArg(sensitive, false) ? of(v) : foldCase(of(v)));
      const groups: GroupPair[] = [];
      let last: { key: Value; list: Value[] } | null = null;
      for (const v of sorted(run, visit(run, value), key)) {
        if (!last || !equal(last.key, key(v))) {
          last = { key: key(v), list: [] };
          groups.push(GroupPair.of2(of(v), last.list));
        }
        last.list.push(v);
      }
      return run.own(groups);
    },
  ),
  filter('dictsort', ['case_sensitive', 'by', 'reverse'], (run, value, [sensitive, by, reverse]) => {
    if (value === undefined) return [];
    if (!isMapping(value))
      throw new TemplateFailure('template_error', `"dictsort" needs a dictionary, got ${typeName(value)}`);
    const at = textArg(by, 'key') === 'value' ? 1 : 0;
    const key = (pair: Value) =>
      Array.isArray(pair) ? (flagArg(sensitive, false) ? pair[at] : foldCase(pair[at])) : pair;
    return run.own(sorted(run, entriesOf(value), key, flagArg(reverse, false)));
  }),
  filter('tojson', ['indent'], (run, value, [indent]) =>
    toJson(run, value, indent === undefined ? 0 : intArg(indent, 0)),
  ),
  filter('xmlattr', ['autospace'], (run, value, [autospace]) =>
    xmlAttributes(run, value, flagArg(autospace, true)),
  ),
];

function sizeFor(run: Parameters<Filter>[0], value: Value): number {
  const text = rawText(value);
  if (text !== null) {
    run.size(text.length);
    return lengthOf(text);
  }
  if (Array.isArray(value)) return value.length;
  if (value === undefined || value === null) return 0;
  if (isMapping(value)) return sizeOf(value);
  throw new TemplateFailure('template_error', `${typeName(value)} has no length`);
}
