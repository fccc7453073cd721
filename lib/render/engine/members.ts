import { DICT_METHODS } from './dict-methods';
import { LIST_METHODS } from './list-methods';
import { Loop } from './loop';
import type { Run } from './run';
import { STRING_METHODS } from './string-methods';
import {
  Callable,
  charsOf,
  GroupPair,
  inside,
  isMapping,
  isNumeric,
  isText,
  Module,
  Namespace,
  Safe,
  valueAt,
  type Named,
  type Value,
} from './values';

/** A method of texts, lists or dictionaries: an own implementation that coerces its arguments. */
export type Method<T> = (run: Run, self: T, args: readonly Value[], named: Named) => Value;

/** `a.b`: methods first, then members, as in Python. Members of undefined and none are undefined. */
export function attribute(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'string' ? boundMethod(value, name) : undefined;
  }
  if (value instanceof Loop) return value.member(name);
  if (value instanceof Namespace || value instanceof Module) return value.members.get(name);
  if (value instanceof Safe) return boundMethod(value, name);
  if (value instanceof GroupPair && (name === 'grouper' || name === 'list'))
    return value[name === 'grouper' ? 0 : 1];
  if (Array.isArray(value)) return boundMethod(value, name);
  if (!isMapping(value)) return undefined;
  return DICT_METHODS.has(name) ? boundMethod(value, name) : valueAt(value, name);
}

/** `a[b]`: elements and members first, then methods. */
export function item(value: Value, key: Value): Value {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) {
    if (isNumeric(key)) return inside(value.at(Math.trunc(Number(key))));
    return isText(key) ? attribute(value, keyText(key)) : undefined;
  }
  if (isText(value)) {
    if (!isNumeric(key)) return isText(key) ? attribute(value, keyText(key)) : undefined;
    const chars = charsOf(value instanceof Safe ? value.text : value);
    const char = chars.at(Math.trunc(Number(key)));
    return value instanceof Safe && char !== undefined ? new Safe(char) : char;
  }
  if (isMapping(value)) {
    const found = valueAt(value, key);
    return found === undefined && isText(key) && DICT_METHODS.has(keyText(key))
      ? attribute(value, keyText(key))
      : found;
  }
  return isText(key) ? attribute(value, keyText(key)) : undefined;
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

function keyText(key: string | Safe): string {
  return typeof key === 'string' ? key : key.text;
}
