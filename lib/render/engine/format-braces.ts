import { TemplateFailure } from './failure';
import { charFor, digitsOf, numberFor, precisionOf } from './format-number';
import { elementOf, memberOf } from './plain-lookup';
import type { Run } from './run';
import { padded, repeated } from './text';
import { isNumeric, lengthOf, numberText, repr, Safe, textOf, type Named, type Value } from './values';

type Escape = ((text: string) => string) | null;

const FIELD = /\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}|[{}]/g;
const SPEC = /^(?:(.)?([<>=^]))?([-+ ]?)(#?)(0?)(\d*)([,_]?)(?:\.(\d+))?([a-zA-Z%]?)$/su;

/** Python's `"{} {name:>5}".format(…)`. Fields reach data only, no methods. */
export function formatBraces(
  run: Run,
  format: string,
  args: readonly Value[],
  named: Named,
  escape: Escape,
): string {
  let automatic = 0;
  let size = 0;
  const field = (path: string): Value => {
    const [, first = '', rest = ''] = /^([^.[]*)([\s\S]*)$/.exec(path) ?? [];
    const position = first === '' ? automatic++ : /^\d+$/.test(first) ? Number(first) : null;
    if (position !== null && position >= args.length)
      throw new TemplateFailure('template_error', 'not enough values for the format');
    let value = position !== null ? args[position] : named.get(first);
    for (const [, name, key] of rest.matchAll(/\.(\w+)|\[([^\]]*)\]/g)) {
      value =
        name !== undefined
          ? memberOf(value, name)
          : elementOf(value, /^\d+$/.test(key ?? '') ? Number(key) : key);
    }
    return value;
  };
  return format.replace(
    FIELD,
    (whole, path: string | undefined, conversion: string | undefined, spec: string | undefined) => {
      run.charge(1);
      if (whole === '{{' || whole === '}}') return whole.charAt(0);
      if (path === undefined) throw new TemplateFailure('template_error', `a single "${whole}" in a format`);
      const value = field(path);
      const filled = (spec ?? '').replace(/\{([^{}]*)\}/g, (_, inner: string) => textOf(field(inner)));
      const shown = conversion === 'r' || conversion === 'a' ? repr(value, 0) : value;
      const plain = formatSpec(run, shown, filled);
      const text = escape && !(value instanceof Safe) ? escape(plain) : plain;
      size += text.length;
      run.size(size);
      return text;
    },
  );
}

/** One value by Python's format mini-language. */
function formatSpec(run: Run, value: Value, spec: string): string {
  if (spec === '') return textOf(value);
  const match = SPEC.exec(spec);
  if (!match) throw new TemplateFailure('template_error', 'a format specification that is not understood');
  const [, fillChar = ' ', told, sign, alternate, zero, width, group, digits, code = ''] = match;
  const precision = precisionOf(digits);
  const numeric = isNumeric(value) && code !== 's' && (typeof value === 'number' || code !== '');
  let body: string;
  let prefix = '';
  if (numeric && code !== 'c') {
    const number = Number(value);
    body =
      code === '' || code === 'n'
        ? plainNumber(number, precision)
        : digitsOf(code, numberFor(code, number), precision);
    if (group) body = body.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, group));
    prefix = number < 0 ? '-' : sign === '+' || sign === ' ' ? sign : '';
    if (alternate) prefix += { x: '0x', X: '0X', o: '0o', b: '0b' }[code] ?? '';
  } else if (code === 'c') body = charFor(run, value);
  else if (code !== '' && code !== 's') body = digitsOf(code, numberFor(code, value), precision);
  else body = precision === null ? textOf(value) : textOf(value).slice(0, precision);
  const align = told ?? (zero ? '=' : numeric ? '>' : '<');
  const fill = told === undefined && zero ? '0' : fillChar;
  if (align === '=') return prefix + repeated(run, fill, Number(width) - lengthOf(prefix + body)) + body;
  return padded(run, prefix + body, Number(width), align === '<' || align === '^' ? align : '>', fill);
}

function plainNumber(value: number, precision: number | null): string {
  const size = Math.abs(value);
  return precision === null ? numberText(size) : digitsOf('g', size, precision);
}
