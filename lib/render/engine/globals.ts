import { bind, intArg, textArg } from './arguments';
import { TemplateFailure } from './failure';
import { iterate } from './iterate';
import { Callable, entriesOf, isMapping, keyOf, Namespace, type Value } from './values';

/** Functions of Jinja2's default environment. `lipsum` is none: a rendering gives the same text each time. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>(
  [
    new Callable('range', (run, args, named) => {
      const [first, second, third] = bind('range', ['start', 'stop', 'step'], args, named);
      const [start, stop] =
        second === undefined ? [0, intArg(first, 0)] : [intArg(first, 0), intArg(second, 0)];
      const step = intArg(third, 1);
      if (step === 0) throw new TemplateFailure('template_error', 'the step of range can not be 0');
      const count = Math.max(0, Math.ceil((stop - start) / step));
      run.elements(count);
      return run.own(Array.from({ length: count }, (_, i) => start + i * step));
    }),
    new Callable('dict', (run, args, named) => {
      const dict = new Map<Value, Value>();
      const [source] = args;
      const pairs = isMapping(source)
        ? entriesOf(source)
        : iterate(run, source).map((pair) => iterate(run, pair));
      run.elements(pairs.length + named.size);
      for (const [key, value] of pairs) dict.set(keyOf(key), value);
      for (const [key, value] of named) dict.set(key, value);
      return dict;
    }),
    new Callable('namespace', (run, args, named) => {
      const space = new Namespace();
      const [source] = args;
      if (isMapping(source))
        for (const [key, value] of entriesOf(source)) space.members.set(textArg(key), value);
      for (const [key, value] of named) space.members.set(key, value);
      run.elements(space.members.size);
      return space;
    }),
    new Callable('joiner', (_run, args, named) => {
      const [separator] = bind('joiner', ['sep'], args, named);
      let used = false;
      return new Callable('joiner', () => {
        const text = used ? textArg(separator, ', ') : '';
        used = true;
        return text;
      });
    }),
    new Callable('cycler', (run, args) => {
      run.elements(args.length);
      return cycler(args);
    }),
  ].map((global) => [global.name, global]),
);

/** A namespace with `current`, `next()` and `reset()`. */
function cycler(items: readonly Value[]): Namespace {
  const space = new Namespace();
  let at = 0;
  const show = () => void space.members.set('current', items[at]);
  const step = new Callable('next', () => {
    const current = items[at];
    at = (at + 1) % Math.max(items.length, 1);
    show();
    return current;
  });
  const reset = new Callable('reset', () => {
    at = 0;
    show();
    return null;
  });
  space.members.set('next', step).set('reset', reset);
  show();
  return space;
}
