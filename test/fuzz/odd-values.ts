import type { Random } from './random';

/** Texts that programs trip over. None looks like something that a server could leak. */
const TEXTS: readonly [string, ...string[]] = [
  '',
  ' ',
  'a',
  '0',
  '-1',
  'null',
  'None',
  'true',
  '..',
  '../../x',
  'a/b',
  'a\\b',
  '%',
  '%2f',
  '%00',
  '\u0000',
  'a\u0000b',
  '\u0001\u001f\u007f',
  '\r\nX-Injected: 1',
  '\ufeff',
  '\u202eabc',
  '\ud800',
  '\udfff\ud800',
  '😀',
  'e\u0301\u0301\u0301',
  'ß'.repeat(100),
  "'; --",
  '"}]',
  '{{7*7}}',
  '{% x %}',
  '${7*7}',
  '<b>&amp;</b>',
  '$where',
  '$in',
  '__proto__',
  'constructor',
  'toString',
  'a.b.c.d',
  '.',
  '..a',
  'a..b',
  '1e999',
  '9'.repeat(400),
  '10.0.0.1',
  '10.0.0.999',
  '::1',
  '00:15:65:01:02:03',
  '0015650102zz',
  '2026-01-01T00:00:00Z',
  'x'.repeat(300),
  'x'.repeat(70_000),
];

export function oddText(random: Random): string {
  return random.chance(0.8) ? random.pick(TEXTS) : noise(random, 1 + random.int(24));
}

function noise(random: Random, length: number): string {
  return Array.from({ length }, () =>
    String.fromCharCode(random.int(random.chance(0.7) ? 128 : 65_536)),
  ).join('');
}

/** JSON text, not always valid. */
export function oddJson(random: Random, depth = 0): string {
  const kind = random.int(depth > 3 ? 5 : 10);
  if (kind === 0)
    return random.pick(['0', '-0', '1.5', '1e400', '-1e-400', '9007199254740993', '01', '1.', 'NaN']);
  if (kind === 1) return random.pick(['true', 'false', 'null', 'undefined', 'True']);
  if (kind < 5) return JSON.stringify(oddText(random));
  const size = random.int(4);
  if (kind < 7) return `[${Array.from({ length: size }, () => oddJson(random, depth + 1)).join(',')}]`;
  if (kind === 9 && random.chance(0.2)) return deep(random);
  const members = Array.from(
    { length: size },
    () => `${JSON.stringify(oddText(random))}:${oddJson(random, depth + 1)}`,
  );
  if (members[0] !== undefined && random.chance(0.2)) members.push(members[0]); // given twice
  return `{${members.join(',')}}`;
}

function deep(random: Random): string {
  const levels = random.pick([60, 70, 1_000, 100_000]);
  return random.chance(0.5)
    ? `${'['.repeat(levels)}${']'.repeat(levels)}`
    : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** A sensible document with some of it made odd: a value replaced, a member gone, given twice or added. */
export function spoiled(random: Random, document: unknown): string {
  const times = random.int(4);
  let text = JSON.stringify(document);
  for (let i = 0; i < times; i += 1) text = spoilOnce(random, text);
  return text;
}

/** Places of JSON text where a value or a member begins. */
const VALUE = /(?<=[:[,])\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]])/g;

function spoilOnce(random: Random, text: string): string {
  const values = [...text.matchAll(VALUE)];
  const at = values[random.int(Math.max(1, values.length))];
  if (at === undefined || random.chance(0.15)) return cut(random, text);
  const replaced = random.chance(0.25) ? '' : oddJson(random, 2);
  const end = at.index + at[0].length;
  const spoilt = text.slice(0, at.index) + replaced + text.slice(end);
  return random.chance(0.2)
    ? spoilt.replace(/^\{/, `{"${random.pick(['id', 'X_a', '__proto__'])}":${oddJson(random, 2)},`)
    : spoilt;
}

function cut(random: Random, text: string): string {
  const place = random.int(text.length + 1);
  return (
    text.slice(0, place) + (random.chance(0.5) ? '' : oddText(random)) + text.slice(place + random.int(3))
  );
}
