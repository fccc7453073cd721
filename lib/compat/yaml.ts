import type { JsonValue } from '../shared/json';
import { isJsonObject } from '../shared/json';

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** YAML of a JSON value, in block style; texts are quoted as in JSON, which YAML reads alike. */
export function toYaml(value: JsonValue, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value.map((item) => `${indent}-${toYaml(item, `${indent}  `)}`).join('')}`;
  }
  if (!isJsonObject(value)) return ` ${JSON.stringify(value)}\n`;
  const members = Object.entries(value);
  if (members.length === 0) return ' {}\n';
  const line = ([key, item]: [string, JsonValue]): string =>
    `${indent}${PLAIN_KEY.test(key) ? key : JSON.stringify(key)}:${toYaml(item, `${indent}  `)}`;
  return `\n${members.map(line).join('')}`;
}
