import { TemplateFailure } from './failure';
import { iterate } from './iterate';
import type { Method } from './members';
import type { Run } from './run';
import { entriesOf, hasKey, isMapping, keyOf, sizeOf, valueAt, type PlainObject, type Value } from './values';

type Dict = PlainObject | Map<Value, Value>;

const methods = new Map<string, Method<Dict>>();
export const DICT_METHODS: ReadonlyMap<string, Method<Dict>> = methods;

const items: Method<Dict> = (run, dict) => {
  run.elements(sizeOf(dict));
  return entriesOf(dict);
};
const keys: Method<Dict> = (run, dict) => {
  run.elements(sizeOf(dict));
  return entriesOf(dict).map(([key]) => key);
};
const values: Method<Dict> = (run, dict) => {
  run.elements(sizeOf(dict));
  return entriesOf(dict).map(([, value]) => value);
};
for (const prefix of ['', 'iter']) {
  methods.set(`${prefix}items`, items);
  methods.set(`${prefix}keys`, keys);
  methods.set(`${prefix}values`, values);
}
methods.set('get', (_run, dict, args) =>
  hasKey(dict, args[0]) ? valueAt(dict, args[0]) : (args[1] ?? null),
);
methods.set('has_key', (_run, dict, args) => hasKey(dict, args[0]));
methods.set('copy', (run, dict) => {
  run.elements(sizeOf(dict));
  return new Map(entriesOf(dict));
});

function changes(
  name: string,
  change: (run: Run, dict: Map<Value, Value>, args: readonly Value[]) => Value,
): void {
  methods.set(name, (run, dict, args, named) => {
    if (!(dict instanceof Map)) {
      throw new TemplateFailure(
        'template_error',
        `.${name}() changes only dictionaries that the template made; use .copy()`,
      );
    }
    const result = change(run, dict, args);
    if (name === 'update') for (const [key, value] of named) dict.set(key, value);
    if (dict.size > run.limits.valueSize) throw run.limit('makes a dictionary that is too large');
    return result ?? null;
  });
}

changes('update', (run, dict, [more]) => {
  const pairs = isMapping(more) ? entriesOf(more) : iterate(run, more).map((pair) => iterate(run, pair));
  run.elements(pairs.length);
  for (const [key, value] of pairs) dict.set(keyOf(key), value);
});
changes('setdefault', (run, dict, [key, value]) => {
  run.charge(1);
  if (!dict.has(keyOf(key))) dict.set(keyOf(key), value ?? null);
  return dict.get(keyOf(key));
});
changes('pop', (_run, dict, args) => {
  const key = keyOf(args[0]);
  if (!dict.has(key) && args.length < 2)
    throw new TemplateFailure('template_error', 'the dictionary has no such key');
  const value = dict.has(key) ? dict.get(key) : args[1];
  dict.delete(key);
  return value;
});
changes('clear', (_run, dict) => dict.clear());
