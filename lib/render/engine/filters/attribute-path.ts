import { item } from '../members';
import { isNumeric, rawText, type Value } from '../values';

/** `attribute="a.b.0"`: a getter that goes through the closed lookup. Undefined: the value itself. */
export function attributeGetter(path: Value): (value: Value) => Value {
  if (path === undefined || path === null) return (value) => value;
  if (isNumeric(path)) return (value) => item(value, path);
  const steps = (rawText(path) ?? '').split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return (value) => steps.reduce((current: Value, step) => item(current, step), value);
}

/** Comparison without regard to case, as Jinja2's list filters do by default. */
export function foldCase(value: Value): Value {
  return rawText(value)?.toLowerCase() ?? value;
}
