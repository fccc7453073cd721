import type { Param, Stmt } from './ast';
import { compileExpression } from './compile-expression';
import type { Execute } from './compiled';
import { TemplateFailure } from './failure';
import { mentions } from './mentions';
import { Output, type Run } from './run';
import { Scope } from './scope';
import { Callable, Safe, Tuple, type Named, type Value } from './values';

/** Makes the callable where the macro (or the body of a call block) is defined. */
export function compileMacro(
  name: string,
  params: Param[],
  body: Stmt[],
  compileBody: (body: Stmt[]) => Execute,
): (scope: Scope, run: Run) => Callable {
  const execute = compileBody(body);
  const compiled = params.map((param) => ({
    name: param.name,
    fallback: param.fallback ? compileExpression(param.fallback) : null,
  }));
  const names = new Set(params.map((param) => param.name));
  const extra = {
    varargs: mentions(body, 'varargs'),
    kwargs: mentions(body, 'kwargs'),
    caller: mentions(body, 'caller'),
  };

  const takesMore = extra.varargs || extra.kwargs || extra.caller;

  return (definedIn, definedBy) => {
    const { template } = definedBy;
    return new Callable(name, (run, args, named) => {
      run.enter();
      const caller = run.template;
      run.template = template;
      const scope = new Scope(definedIn);
      compiled.forEach((param, i) => scope.set(param.name, argument(run, scope, param, i, args, named)));
      if (takesMore || named.size > 0 || args.length > compiled.length)
        rest(name, scope, args, named, names, extra);
      const out = new Output();
      execute(scope, run, out);
      run.template = caller;
      run.leave();
      return new Safe(out.text);
    });
  };
}

interface CompiledParam {
  name: string;
  fallback: ((scope: Scope, run: Run) => Value) | null;
}

function argument(
  run: Run,
  scope: Scope,
  param: CompiledParam,
  i: number,
  args: readonly Value[],
  named: Named,
): Value {
  if (i < args.length) return args[i];
  if (named.has(param.name)) return named.get(param.name);
  return param.fallback?.(scope, run);
}

/** `varargs`, `kwargs` and `caller`; what a macro does not use of them it does not take. */
function rest(
  macro: string,
  scope: Scope,
  args: readonly Value[],
  named: Named,
  names: ReadonlySet<string>,
  extra: { varargs: boolean; kwargs: boolean; caller: boolean },
): void {
  if (extra.varargs) scope.set('varargs', Tuple.ofItems(args.slice(names.size)));
  else if (args.length > names.size) {
    throw new TemplateFailure('template_error', `the macro "${macro}" takes at most ${names.size} arguments`);
  }
  const others = [...named].filter(([name]) => !names.has(name) && name !== 'caller');
  if (extra.kwargs) scope.set('kwargs', new Map<Value, Value>(others));
  else if (others[0])
    throw new TemplateFailure('template_error', `the macro "${macro}" has no argument "${others[0][0]}"`);
  if (extra.caller || named.has('caller')) scope.set('caller', named.get('caller'));
}
