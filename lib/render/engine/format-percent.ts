import { TemplateFailure } from './failure';
import { charFor, digitsOf, numberFor, precisionOf } from './format-number';
import type { Run } from './run';
import { padded, repeated } from './text';
import { isMapping, repr, Safe, textOf, valueAt, type Value } from './values';

const SPEC = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]?([\s\S]|$)/g;

/** Python's `text % values`. `escape` is given when the text is safe: what is put in has to be escaped then. */
export function formatPercent(
  run: Run,
  format: string,
  values: Value,
  escape: ((text: string) => string) | null,
): string {
  const list: readonly Value[] = Array.isArray(values) ? values : [values];
  let at = 0;
  const next = (): Value => {
    if (at >= list.length) throw new TemplateFailure('template_error', 'not enough values for the format');
    return list[at++];
  };
  let size = 0;
  const result = format.replace(
    SPEC,
    (_, key: string | undefined, flags: string, w: string, p: string | undefined, code: string) => {
      run.charge(1);
      if (code === '%') return '%';
      const width = w === '*' ? numberFor('*', next()) : Number(w || 0);
      const precision = precisionOf(p === '*' ? String(numberFor('*', next())) : p === '' ? '0' : p);
      const value = key === undefined ? next() : isMapping(values) ? valueAt(values, key) : undefined;
      const text = one(run, flags, width, precision, code, value, escape);
      size += text.length;
      run.size(size);
      return text;
    },
  );
  if (at < list.length && !isMapping(values))
    throw new TemplateFailure('template_error', 'too many values for the format');
  return result;
}

function one(
  run: Run,
  flags: string,
  width: number,
  precision: number | null,
  code: string,
  value: Value,
  escape: ((text: string) => string) | null,
): string {
  const left = flags.includes('-');
  if (code === 's' || code === 'r' || code === 'a' || code === 'c') {
    const full = code === 's' ? textOf(value) : code === 'c' ? charFor(run, value) : repr(value, 0);
    const text = precision === null ? full : full.slice(0, precision);
    const shown = escape && !(value instanceof Safe) ? escape(text) : text;
    return padded(run, shown, width, left ? '<' : '>', ' ');
  }
  if (!/^[diuxXoeEfFgG]$/.test(code)) {
    throw new TemplateFailure('template_error', `unknown format code "%${code}"`);
  }
  const number = numberFor(code, value);
  const digits = digitsOf(code, number, precision);
  const full =
    precision !== null && /[diuxXo]/.test(code)
      ? repeated(run, '0', precision - digits.length) + digits
      : digits;
  const sign = number < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const prefix = flags.includes('#') ? ({ x: '0x', X: '0X', o: '0o' }[code] ?? '') : '';
  const zeros = flags.includes('0') && !left ? width - sign.length - prefix.length - full.length : 0;
  return padded(run, sign + prefix + repeated(run, '0', zeros) + full, width, left ? '<' : '>', ' ');
}
