import { TemplateFailure } from './failure';
import type { Run } from './run';
import { charsOf, isMapping, rawText, typeName, type Value } from './values';

/** The elements of what Python can iterate; nothing for undefined and none. Not to be changed: may be the list itself. */
export function iterate(run: Run, value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  const text = rawText(value);
  if (text !== null) {
    run.elements(text.length);
    return charsOf(text);
  }
  if (value instanceof Map) return [...value.keys()];
  if (isMapping(value)) return Object.keys(value);
  throw new TemplateFailure('template_error', `${typeName(value)} can't be iterated`);
}

/** As `iterate`, paid for: for filters that visit every element. */
export function visit(run: Run, value: Value): readonly Value[] {
  const items = iterate(run, value);
  run.elements(items.length);
  return items;
}
