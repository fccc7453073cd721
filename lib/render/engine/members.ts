import { DICT_METHODS } from './dict-methods';
import { LIST_METHODS } from './list-methods';
import { Loop } from './loop';
import { elementOf, memberOf } from './plain-lookup';
import type { Run } from './run';
import { STRING_METHODS } from './string-methods';
import { Callable, inside, isMapping, isPlain, isText, rawText, type Named, type Value } from './values';

/** A method of texts, lists or dictionaries: an own implementation that coerces its arguments. */
export type Method<T> = (run: Run, self: T, args: readonly Value[], named: Named) => Value;

/** `a.b`: methods first, then members, as in Python. Members of undefined and none are undefined. */
export function attribute(value: Value, name: string): Value {
  if (isPlain(value) && !DICT_METHODS.has(name))
    return Object.hasOwn(value, name) ? inside(value[name]) : undefined;
  return boundMethod(value, name) ?? memberOf(value, name);
}

/** `a[b]`: elements and members first, then methods. */
export function item(value: Value, key: Value): Value {
  const found = elementOf(value, key);
  return found === undefined && isText(key) ? attribute(value, rawText(key) ?? '') : found;
}

/** A call `a.b(…)`, without making a function value where `b` is a method. */
export function callMember(
  run: Run,
  value: Value,
  name: string,
  args: readonly Value[],
  named: Named,
): Value {
  const invoke = methodOf(value, name);
  if (invoke) {
    run.charge(1);
    return invoke(run, args, named);
  }
  const member = attribute(value, name);
  if (member instanceof Loop) return member.call(run, args, named);
  return run.call(member, name, args, named);
}

type Invoke = (run: Run, args: readonly Value[], named: Named) => Value;

function methodOf(value: Value, name: string): Invoke | null {
  if (isText(value)) {
    const method = STRING_METHODS.get(name);
    return method ? (run, args, named) => method(run, value, args, named) : null;
  }
  if (Array.isArray(value)) {
    const method = LIST_METHODS.get(name);
    return method ? (run, args, named) => method(run, value, args, named) : null;
  }
  if (isMapping(value)) {
    const method = DICT_METHODS.get(name);
    return method ? (run, args, named) => method(run, value, args, named) : null;
  }
  return null;
}

function boundMethod(value: Value, name: string): Callable | undefined {
  const invoke = methodOf(value, name);
  return invoke ? new Callable(name, invoke) : undefined;
}
