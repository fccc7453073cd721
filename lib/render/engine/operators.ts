import type { BinaryOp } from './ast';
import { TemplateFailure } from './failure';
import { formatPercent } from './format-percent';
import type { Run } from './run';
import { repeated } from './text';
import {
  charsOf,
  equal,
  hasKey,
  isMapping,
  isNumeric,
  isText,
  rawText,
  Safe,
  textOf,
  Tuple,
  typeName,
  type Value,
} from './values';

/** `~` and the joining of parts: safe when a part is, the others then escaped. */
export function concat(run: Run, parts: readonly Value[], escape = run.escape): Value {
  const safe = parts.some((part) => part instanceof Safe);
  let text = '';
  for (const part of parts) {
    text += part instanceof Safe ? part.text : safe ? escape(textOf(part)) : textOf(part);
    if (text.length > run.limits.valueSize) run.size(text.length);
  }
  run.size(text.length);
  return safe ? new Safe(text) : text;
}

export function binary(run: Run, op: BinaryOp, a: Value, b: Value): Value {
  if (isNumeric(a) && isNumeric(b)) return arithmetic(op, Number(a), Number(b));
  if (op === '+') {
    if (isText(a) && isText(b)) return concat(run, [a, b], run.formatEscape);
    if (Array.isArray(a) && Array.isArray(b)) {
      run.elements(a.length + b.length);
      return run.own([...list(a), ...list(b)]);
    }
  }
  if (op === '%' && isText(a)) {
    const escape = a instanceof Safe ? run.formatEscape : null;
    const values = b instanceof Tuple || isMapping(b) ? b : [b];
    const text = formatPercent(run, rawText(a) ?? '', values, escape);
    return a instanceof Safe ? new Safe(text) : text;
  }
  if (op === '*') {
    const [sequence, times] = isNumeric(b) ? [a, Number(b)] : [b, isNumeric(a) ? Number(a) : NaN];
    if (Number.isInteger(times)) {
      const text = rawText(sequence);
      if (text !== null) {
        const result = repeated(run, text, times);
        return sequence instanceof Safe ? new Safe(result) : result;
      }
      if (Array.isArray(sequence)) {
        const count = Math.max(times, 0);
        run.elements(sequence.length * count);
        return run.own(Array.from({ length: count }, () => list(sequence)).flat());
      }
    }
  }
  throw new TemplateFailure('template_error', `"${op}" does not work on ${typeName(a)} and ${typeName(b)}`);
}

function list(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function arithmetic(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / divisor(b);
    case '//':
      return Math.floor(a / divisor(b));
    case '%':
      return a - b * Math.floor(a / divisor(b));
    case '**': {
      const power = a ** b;
      if (!Number.isFinite(power)) throw new TemplateFailure('limit', 'the power is too large');
      return power;
    }
  }
}

function divisor(value: number): number {
  if (value === 0) throw new TemplateFailure('template_error', 'division by zero');
  return value;
}

export function negate(value: Value): number {
  return -number(value);
}

export function plus(value: Value): number {
  return number(value);
}

function number(value: Value): number {
  if (!isNumeric(value))
    throw new TemplateFailure('template_error', `a sign does not work on ${typeName(value)}`);
  return Number(value);
}

export function contains(run: Run, container: Value, value: Value): boolean {
  const text = rawText(container);
  if (text !== null) {
    const part = rawText(value);
    if (part === null)
      throw new TemplateFailure('template_error', `"in" a text needs a text, not ${typeName(value)}`);
    run.charge(1 + (text.length >> 6));
    return text.includes(part);
  }
  if (Array.isArray(container)) {
    run.elements(container.length);
    return container.some((item) => equal(item, value));
  }
  if (container === undefined || container === null) return false;
  if (isMapping(container)) return hasKey(container, value);
  throw new TemplateFailure('template_error', `"in" does not work on ${typeName(container)}`);
}

/** Python's `a[start:stop:step]`. */
export function slice(run: Run, value: Value, start: Value, stop: Value, step: Value): Value {
  if (value === undefined || value === null) return undefined;
  const text = rawText(value);
  if (text === null && !Array.isArray(value)) {
    throw new TemplateFailure('template_error', `a slice does not work on ${typeName(value)}`);
  }
  const items: readonly Value[] = text === null ? list(value) : charsOf(text);
  const stride = index(step) ?? 1;
  if (stride === 0) throw new TemplateFailure('template_error', 'the step of a slice can not be 0');
  const [low, high] = stride > 0 ? [0, items.length] : [-1, items.length - 1];
  const clamp = (given: number | null, fallback: number) => {
    if (given === null) return fallback;
    return Math.min(Math.max(given < 0 ? given + items.length : given, low), high);
  };
  const [from, to] = [
    clamp(index(start), stride > 0 ? low : high),
    clamp(index(stop), stride > 0 ? high : low),
  ];
  const result: Value[] = [];
  run.elements(items.length);
  for (let i = from; stride > 0 ? i < to : i > to; i += stride) result.push(items[i]);
  if (text === null) return run.own(result);
  return value instanceof Safe ? new Safe(result.join('')) : result.join('');
}

function index(value: Value): number | null {
  if (value === undefined || value === null) return null;
  if (!isNumeric(value))
    throw new TemplateFailure('template_error', `the bounds of a slice are numbers, not ${typeName(value)}`);
  return Math.trunc(Number(value));
}
