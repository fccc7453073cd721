import { TemplateFailure } from './failure';
import type { Run } from './run';
import { isNumeric, rawText, typeName, type Value } from './values';

const MAX_PRECISION = 50;

export function precisionOf(digits: string | undefined): number | null {
  if (digits === undefined || digits === '') return null;
  const precision = Number(digits);
  if (precision > MAX_PRECISION)
    throw new TemplateFailure('limit', `a precision of more than ${MAX_PRECISION} digits`);
  return precision;
}

/** A number for a format code; texts are not converted, as in Python. */
export function numberFor(code: string, value: Value): number {
  if (isNumeric(value)) return Number(value);
  throw new TemplateFailure('template_error', `the format "${code}" needs a number, got ${typeName(value)}`);
}

/** The digits of an absolute value for one of the codes d i u x X o b e E f F g G %. */
export function digitsOf(code: string, value: number, precision: number | null): string {
  const size = Math.abs(value);
  switch (code) {
    case 'x':
      return Math.trunc(size).toString(16);
    case 'X':
      return Math.trunc(size).toString(16).toUpperCase();
    case 'o':
      return Math.trunc(size).toString(8);
    case 'b':
      return Math.trunc(size).toString(2);
    case 'f':
    case 'F':
      return size.toFixed(precision ?? 6);
    case '%':
      return `${(size * 100).toFixed(precision ?? 6)}%`;
    case 'e':
    case 'E': {
      const text = exponent(size.toExponential(precision ?? 6));
      return code === 'E' ? text.toUpperCase() : text;
    }
    case 'g':
    case 'G': {
      const text = general(size, precision === null ? 6 : Math.max(precision, 1));
      return code === 'G' ? text.toUpperCase() : text;
    }
    default:
      return Math.trunc(size).toFixed(0);
  }
}

function general(size: number, precision: number): string {
  if (size === 0) return '0';
  const power = Number(size.toExponential(precision - 1).split('e')[1]);
  if (power < -4 || power >= precision) {
    const [digits = '', tail = ''] = size.toExponential(precision - 1).split('e');
    return exponent(`${withoutZeros(digits)}e${tail}`);
  }
  return withoutZeros(size.toFixed(Math.max(0, precision - 1 - power)));
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

export function charFor(run: Run, value: Value): string {
  run.charge(1);
  const text = rawText(value);
  if (text !== null) return text;
  const code = numberFor('c', value);
  if (code < 0 || code > 0x10ffff)
    throw new TemplateFailure('template_error', 'no character has this number');
  return String.fromCodePoint(code);
}
