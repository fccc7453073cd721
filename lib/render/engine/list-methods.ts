import { bind, intArg } from './arguments';
import { TemplateFailure } from './failure';
import { iterate } from './iterate';
import type { Method } from './members';
import { sorted } from './sorting';
import type { Run } from './run';
import { equal, isText, rawText, truthy, type Named, type Value } from './values';

const methods = new Map<string, Method<Value[]>>();
export const LIST_METHODS: ReadonlyMap<string, Method<Value[]>> = methods;

methods.set('index', (run, list, args) => {
  run.elements(list.length);
  const at = list.findIndex((value) => equal(value, args[0]));
  if (at < 0) throw new TemplateFailure('template_error', 'the list does not contain what is looked for');
  return at;
});
methods.set('count', (run, list, args) => {
  run.elements(list.length);
  return list.filter((value) => equal(value, args[0])).length;
});
methods.set('copy', (run, list) => {
  run.elements(list.length);
  return run.own([...list]);
});

/** Changes work on lists that the template made itself; those of the context are shared. */
function changes(
  name: string,
  params: readonly string[],
  change: (run: Run, list: Value[], args: readonly Value[]) => Value,
): void {
  methods.set(name, (run: Run, list: Value[], args: readonly Value[], named: Named) => {
    if (!run.ownLists.has(list)) {
      throw new TemplateFailure(
        'template_error',
        `.${name}() changes only lists that the template made; copy it with |list`,
      );
    }
    const result = change(run, list, bind(`.${name}()`, params, args, named));
    run.elements(list.length >> 4);
    if (list.length > run.limits.valueSize) throw run.limit('makes a list that is too long');
    return result ?? null;
  });
}

changes('append', ['item'], (run, list, [value]) => {
  run.charge(1);
  list.push(value);
});
changes('extend', ['items'], (run, list, [values]) => {
  const more = [...iterate(run, values)];
  run.elements(list.length + more.length);
  for (const value of more) list.push(value);
});
changes('insert', ['index', 'item'], (_run, list, [at, value]) => void list.splice(intArg(at, 0), 0, value));
changes('pop', ['index'], (_run, list, [at]) => {
  const index = intArg(at, -1);
  if (list.length === 0 || list.at(index) === undefined)
    throw new TemplateFailure('template_error', 'pop from an empty list');
  return list.splice(index, 1)[0];
});
changes('remove', ['item'], (_run, list, [value]) => {
  const at = list.findIndex((candidate) => equal(candidate, value));
  if (at < 0) throw new TemplateFailure('template_error', 'the list does not contain what is to be removed');
  list.splice(at, 1);
});
changes('reverse', [], (_run, list) => void list.reverse());
changes('clear', [], (_run, list) => void list.splice(0));
changes('sort', ['reverse'], (run, list, [reverse]) => {
  const result = sorted(run, list, (value) => (isText(value) ? rawText(value) : value), truthy(reverse));
  list.splice(0);
  for (const value of result) list.push(value);
});
