import { TemplateFailure } from './failure';
import { isNumeric, rawText, Safe, textOf, truthy, typeName, type Named, type Value } from './values';

/** Arguments by position and name, in the order of `params`; what is not told is undefined. */
export function bind(
  what: string,
  params: readonly string[],
  args: readonly Value[],
  named: Named,
): readonly Value[] {
  if (args.length > params.length) {
    throw new TemplateFailure('template_error', `${what} takes at most ${params.length} arguments`);
  }
  if (named.size === 0) return args;
  const bound = [...args];
  for (const [name, value] of named) {
    const at = params.indexOf(name);
    if (at < 0) throw new TemplateFailure('template_error', `${what} has no argument "${name}"`);
    if (at < args.length) throw new TemplateFailure('template_error', `${what} is given "${name}" twice`);
    bound[at] = value;
  }
  return bound;
}

/** Coercions that never run code of a value. */
export function textArg(value: Value, fallback = ''): string {
  return value === undefined || value === null ? fallback : textOf(value);
}

export function intArg(value: Value, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  if (isNumeric(value)) return Math.trunc(Number(value));
  const text = rawText(value);
  if (text !== null && /^\s*[-+]?\d+\s*$/.test(text)) return Number(text);
  throw new TemplateFailure('template_error', `expected a whole number, got ${typeName(value)}`);
}

export function flagArg(value: Value, fallback: boolean): boolean {
  return value === undefined ? fallback : truthy(value);
}

/** A text result that stays safe where its input was. */
export function like(input: Value, text: string): Value {
  return input instanceof Safe ? new Safe(text) : text;
}
