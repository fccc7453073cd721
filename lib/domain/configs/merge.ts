import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';

/**
 * Merges `source` into `target`, which is changed and shares nothing with `source` afterwards: objects member by member
 * (an object replaces what is no object), every other value, arrays and null included, overwrites.
 * Members named `__proto__` are left out: they would change the prototype instead of the document.
 */
export function mergeInto(target: JsonObject, source: JsonObject): JsonObject {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined || key === '__proto__') continue;
    if (!isJsonObject(value)) {
      target[key] = copyWithoutPrototypes(value);
      continue;
    }
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isJsonObject(present)) mergeInto(present, value);
    else target[key] = mergeInto({}, value);
  }
  return target;
}

/**
 * The same in a new object, which shares with both what is in one of them alone: nobody may change it. For what is made by
 * the thousand and only read. What is shared keeps a member named `__proto__` as the plain member that JSON made of it.
 */
export function overlay(below: JsonObject, above: JsonObject): JsonObject {
  const merged = { ...below };
  for (const key of Object.keys(above)) {
    const value = above[key];
    if (value === undefined || key === '__proto__') continue;
    const present = isJsonObject(value) && Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isJsonObject(present) && isJsonObject(value) ? overlay(present, value) : value;
  }
  return merged;
}

function copyWithoutPrototypes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(copyWithoutPrototypes);
  return isJsonObject(value) ? mergeInto({}, value) : value;
}
