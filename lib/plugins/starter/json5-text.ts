import type { JsonValue } from '../../shared/json';

const WIDTH = 110;
const NAME = /^[A-Za-z_$][\w$]*$/;

/** JSON5 as people write it by hand: names without quotes, single quotes, on one line what fits into one. */
export function json5Text(value: JsonValue, comment: string): string {
  const head = comment
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
  return `${head}\n${write(value, '', true)}\n`;
}

function write(value: JsonValue, indent: string, expanded = false, taken = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const parts = (at: string): string[] =>
    Array.isArray(value)
      ? value.map((item) => write(item, at))
      : Object.entries(value).map(([name, item]) => {
          const key = NAME.test(name) ? name : quoted(name);
          return `${key}: ${write(item, at, false, key.length + 2)}`;
        });
  const flat = parts('');
  if (flat.length === 0) return `${open}${close}`;
  const pad = Array.isArray(value) ? '' : ' ';
  const one = `${open}${pad}${flat.join(', ')}${pad}${close}`;
  if (!expanded && !one.includes('\n') && indent.length + taken + one.length + 1 <= WIDTH) return one;
  return `${open}\n${parts(inner)
    .map((part) => `${inner}${part},\n`)
    .join('')}${indent}${close}`;
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'")) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}
