import { Loop } from './loop';
import {
  charsOf,
  GroupPair,
  inside,
  isMapping,
  isNumeric,
  isText,
  Module,
  Namespace,
  rawText,
  Safe,
  valueAt,
  type Value,
} from './values';

/** A member by name without methods: of dictionaries, and of the objects of this engine. Undefined for anything else. */
export function memberOf(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object') return undefined;
  if (value instanceof Loop) return value.member(name);
  if (value instanceof Namespace || value instanceof Module) return value.members.get(name);
  if (value instanceof GroupPair && name === 'grouper') return value[0];
  if (value instanceof GroupPair && name === 'list') return value[1];
  return !Array.isArray(value) && isMapping(value) ? valueAt(value, name) : undefined;
}

/** An element by key without methods. */
export function elementOf(value: Value, key: Value): Value {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return isNumeric(key) ? inside(value.at(Math.trunc(Number(key)))) : undefined;
  if (isText(value)) {
    if (!isNumeric(key)) return undefined;
    const char = charsOf(rawText(value) ?? '').at(Math.trunc(Number(key)));
    return value instanceof Safe && char !== undefined ? new Safe(char) : char;
  }
  if (isMapping(value)) return valueAt(value, key);
  return isText(key) ? memberOf(value, rawText(key) ?? '') : undefined;
}
