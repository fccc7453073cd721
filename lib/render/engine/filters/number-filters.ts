import { flagArg, intArg, textArg } from '../arguments';
import { TemplateFailure } from '../failure';
import { isNumeric, rawText, textOf, truthy, typeName, type Value } from '../values';
import { filter, type Filter } from './filter';

export const NUMBER_FILTERS: [string, Filter][] = [
  filter('int', ['default', 'base'], (_run, value, [fallback, base]) => {
    if (isNumeric(value)) return Number.isFinite(Number(value)) ? Math.trunc(Number(value)) : (fallback ?? 0);
    const text = rawText(value);
    return (text === null ? null : parseInteger(text, intArg(base, 10))) ?? fallback ?? 0;
  }),
  filter('float', ['default'], (_run, value, [fallback]) => {
    if (isNumeric(value)) return Number(value);
    const text = rawText(value)?.trim() ?? '';
    return /^[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)
      ? Number(text.replaceAll('_', ''))
      : (fallback ?? 0);
  }),
  filter('abs', [], (_run, value) => Math.abs(numeric('abs', value))),
  filter('round', ['precision', 'method'], (_run, value, [precision, method]) => {
    const [number, digits] = [numeric('round', value), Math.min(15, Math.max(-15, intArg(precision, 0)))];
    const factor = 10 ** digits;
    const how = textArg(method, 'common');
    if (how === 'ceil') return Math.ceil(number * factor) / factor;
    if (how === 'floor') return Math.floor(number * factor) / factor;
    // toFixed rounds the exact decimal value, which number * factor is not
    if (digits > 0) return Number(number.toFixed(digits));
    return halfToEven(number * factor) / factor;
  }),
  filter('filesizeformat', ['binary'], (_run, value, [binary]) => {
    const bytes = isNumeric(value) ? Number(value) : Number(textOf(value));
    const base = flagArg(binary, false) ? 1024 : 1000;
    if (bytes === 1) return '1 Byte';
    if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
    const power = Math.min(8, Math.max(1, Math.floor(Math.log(bytes) / Math.log(base))));
    const unit = 'kMGTPEZY'.charAt(power - 1);
    return `${(bytes / base ** power).toFixed(1)} ${base === 1024 ? `${unit.toUpperCase()}i` : unit}B`;
  }),
  filter('default', ['default_value', 'boolean'], orDefault),
  filter('d', ['default_value', 'boolean'], orDefault),
];

function orDefault(_run: unknown, value: Value, [fallback, boolean]: readonly Value[]): Value {
  const missing = value === undefined || (truthy(boolean) && !truthy(value));
  return missing ? (fallback === undefined ? '' : fallback) : value;
}

/** Python's `int(text, base)`, else the whole part of a decimal number. */
function parseInteger(text: string, base: number): number | null {
  const trimmed = text.trim().replaceAll(/(?<=\w)_(?=\w)/g, '');
  const digits =
    base === 16
      ? trimmed.replace(/^([-+]?)0x/i, '$1')
      : base === 8
        ? trimmed.replace(/^([-+]?)0o/i, '$1')
        : trimmed;
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const pattern = base >= 2 && base <= 36 ? new RegExp(`^[-+]?[${alphabet}]+$`, 'i') : null;
  if (pattern?.test(digits)) return parseInt(digits, base);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) ? Math.trunc(Number(trimmed)) : null;
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function numeric(name: string, value: Value): number {
  if (isNumeric(value)) return Number(value);
  throw new TemplateFailure('template_error', `the filter "${name}" needs a number, got ${typeName(value)}`);
}
