import type { JsonValue } from '../../shared/json';
import { isTimeZoneName } from '../timezones/names';
import type { ConfigWarningCode } from './config-warning';
import type { ParameterType } from './parameters';

/**
 * A value understood, nothing said (an empty value), or why it can't be used: as a text, and as a code with what its
 * sentence speaks of. Neither ever holds the value.
 */
export type Coerced =
  | { value: string | number | boolean | string[] }
  | { none: true }
  | { problem: string; code: ConfigWarningCode; expected?: string };

const TRUE = new Set(['true', 'yes', 'on', 't', 'y', '1']);
const FALSE = new Set(['false', 'no', 'off', 'f', 'n', '0']);
const INTEGER = /^[+-]?\d{1,15}(\.0*)?$/;
const LOCALE = /^[a-z]{2}_[A-Z]{2}(?![A-Za-z])/;

/** `value` as the type of a parameter wants it. Never null: nulls are taken away before. */
export function coerce(type: ParameterType, value: JsonValue): Coerced {
  switch (type.kind) {
    case 'text':
      return coerceText(value);
    case 'integer':
      return coerceInteger(value, type.min, type.max);
    case 'boolean':
      return coerceBoolean(value);
    case 'choice':
      return coerceChoice(value, type.values);
    case 'timezone':
      if (value === '') return { none: true };
      return typeof value === 'string' && isTimeZoneName(value)
        ? { value }
        : { problem: 'is not the name of a time zone such as Europe/Paris', code: 'notTimeZone' };
    case 'locale':
      return coerceLocale(value);
    case 'texts':
      return coerceTexts(value);
  }
}

function coerceText(value: JsonValue): Coerced {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number') return { value: String(value) };
  return { problem: 'must be a text', code: 'notText' };
}

function coerceInteger(value: JsonValue, min: number, max: number): Coerced {
  if (value === '') return { none: true };
  const text = typeof value === 'string' ? value.trim() : '';
  const number = typeof value === 'number' ? Math.trunc(value) : INTEGER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number)) return { problem: 'must be a whole number', code: 'notWholeNumber' };
  if (number < min || number > max) {
    return { problem: `must be between ${min} and ${max}`, code: 'outOfRange', expected: `${min}–${max}` };
  }
  return { value: number === 0 ? 0 : number };
}

function coerceBoolean(value: JsonValue): Coerced {
  if (typeof value === 'boolean') return { value };
  if (value === '') return { none: true };
  const text =
    typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : '';
  if (TRUE.has(text)) return { value: true };
  if (FALSE.has(text)) return { value: false };
  return { problem: 'must be true or false', code: 'notBoolean' };
}

function coerceChoice(value: JsonValue, values: readonly string[]): Coerced {
  if (value === '') return { none: true };
  if (typeof value === 'string') {
    const exact = values.includes(value) ? value : undefined;
    const found = exact ?? values.find((v) => v.toLowerCase() === value.trim().toLowerCase());
    if (found !== undefined) return { value: found };
  }
  const expected = values.join(', ');
  return { problem: `must be one of: ${expected}`, code: 'notOneOf', expected };
}

/** The language and country of a locale; what follows them (`.UTF-8`, `@euro`) is dropped. */
function coerceLocale(value: JsonValue): Coerced {
  if (value === '') return { none: true };
  return typeof value === 'string' && LOCALE.test(value)
    ? { value: value.slice(0, 5) }
    : { problem: 'must be a language and a country such as fr_FR', code: 'notLocale' };
}

function coerceTexts(value: JsonValue): Coerced {
  if (!Array.isArray(value)) return { problem: 'must be a list of texts', code: 'notTexts' };
  const texts = value.filter((item) => item !== null);
  return texts.every((item) => typeof item === 'string')
    ? { value: texts }
    : { problem: 'must be a list of texts', code: 'notTexts' };
}
