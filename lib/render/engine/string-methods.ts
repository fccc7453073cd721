import { bind, intArg, like, textArg } from './arguments';
import { formatBraces } from './format-braces';
import { TemplateFailure } from './failure';
import type { Method } from './members';
import { padded, repeated, replaceAll, titled } from './text';
import { charsOf, isText, lengthOf, rawText, Safe, type Value } from './values';
import { iterate } from './iterate';
import { concat } from './operators';
import type { Run } from './run';

type Text = string | Safe;

/** Python's text methods. Results of safe texts are safe; arguments put into them are escaped where needed. */
const methods = new Map<string, Method<Text>>();
export const STRING_METHODS: ReadonlyMap<string, Method<Text>> = methods;

function define(
  name: string,
  params: readonly string[],
  run: (run: Run, text: string, args: readonly Value[], self: Text) => Value,
): void {
  methods.set(name, (state, self, args, named) => {
    const text = rawText(self) ?? '';
    state.size(text.length);
    return run(state, text, bind(`.${name}()`, params, args, named), self);
  });
}

/** A method whose result is another text. */
function maps(
  name: string,
  params: readonly string[],
  change: (text: string, args: readonly Value[], run: Run) => string,
): void {
  define(name, params, (run, text, args, self) => like(self, change(text, args, run)));
}

maps('upper', [], (text) => text.toUpperCase());
maps('lower', [], (text) => text.toLowerCase());
maps('casefold', [], (text) => text.toLowerCase());
maps('title', [], (text) => titled(text));
maps('capitalize', [], (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase());
maps('swapcase', [], (text) =>
  charsOf(text)
    .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
    .join(''),
);
maps('strip', ['chars'], (text, [chars]) => stripped(text, chars, true, true));
maps('lstrip', ['chars'], (text, [chars]) => stripped(text, chars, true, false));
maps('rstrip', ['chars'], (text, [chars]) => stripped(text, chars, false, true));
maps('removeprefix', ['prefix'], (text, [prefix]) => {
  const start = textArg(prefix);
  return text.startsWith(start) ? text.slice(start.length) : text;
});
maps('removesuffix', ['suffix'], (text, [suffix]) => {
  const end = textArg(suffix);
  return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
});
maps('zfill', ['width'], (text, [width], run) => {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const missing = intArg(width, 0) - lengthOf(text);
  return missing > 0 ? sign + repeated(run, '0', missing) + text.slice(sign.length) : text;
});
maps('ljust', ['width', 'fill'], (text, [width, fill], run) =>
  padded(run, text, intArg(width, 0), '<', fillChar(fill)),
);
maps('rjust', ['width', 'fill'], (text, [width, fill], run) =>
  padded(run, text, intArg(width, 0), '>', fillChar(fill)),
);
maps('center', ['width', 'fill'], (text, [width, fill], run) =>
  padded(run, text, intArg(width, 0), '^', fillChar(fill)),
);
maps('expandtabs', ['tabsize'], (text, [size], run) => {
  const width = Math.max(0, intArg(size, 8));
  let result = '';
  let column = 0;
  for (const char of text) {
    const piece = char === '\t' ? repeated(run, ' ', width === 0 ? 0 : width - (column % width)) : char;
    result += piece;
    column = /[\n\r]/.test(char) ? 0 : column + piece.length;
    run.size(result.length);
  }
  return result;
});

define('replace', ['old', 'new', 'count'], (run, text, [old, replacement, count], self) => {
  const safe = self instanceof Safe;
  const put =
    safe && !(replacement instanceof Safe) ? run.formatEscape(textArg(replacement)) : textArg(replacement);
  return like(self, replaceAll(run, text, textArg(old), put, intArg(count, -1)));
});
define('join', ['items'], (run, _text, [items], self) => {
  const parts = iterate(run, items);
  run.elements(parts.length);
  return concat(
    run,
    parts.flatMap((part, i) => (i === 0 ? [part] : [self, part])),
  );
});
define('split', ['sep', 'maxsplit'], (run, text, [separator, max], self) =>
  split(run, text, separator, intArg(max, -1)).map((part) => like(self, part)));
define('rsplit', ['sep', 'maxsplit'], (run, text, [separator, max], self) =>
  rsplit(run, text, separator, intArg(max, -1)).map((part) => like(self, part)));
define('splitlines', ['keepends'], (run, text, _args, self) => {
  const lines = text.split(/\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  run.elements(lines.length);
  return lines.map((line) => like(self, line));
});
define('partition', ['sep'], (_run, text, [separator]) => {
  const at = text.indexOf(needed(separator));
  return at < 0
    ? [text, '', '']
    : [text.slice(0, at), textArg(separator), text.slice(at + textArg(separator).length)];
});
define('rpartition', ['sep'], (_run, text, [separator]) => {
  const at = text.lastIndexOf(needed(separator));
  return at < 0
    ? ['', '', text]
    : [text.slice(0, at), textArg(separator), text.slice(at + textArg(separator).length)];
});
define('startswith', ['prefix', 'start', 'end'], (run, text, [prefix, start, end]) =>
  anyOf(run, prefix, (part) => window(text, start, end).startsWith(part)));
define('endswith', ['suffix', 'start', 'end'], (run, text, [suffix, start, end]) =>
  anyOf(run, suffix, (part) => window(text, start, end).endsWith(part)));
define('find', ['sub', 'start', 'end'], (_run, text, [sub, start, end]) =>
  find(text, sub, start, end, 'indexOf'));
define('rfind', ['sub', 'start', 'end'], (_run, text, [sub, start, end]) =>
  find(text, sub, start, end, 'lastIndexOf'));
define('index', ['sub', 'start', 'end'], (_run, text, [sub, start, end]) =>
  found(find(text, sub, start, end, 'indexOf')));
define('rindex', ['sub', 'start', 'end'], (_run, text, [sub, start, end]) =>
  found(find(text, sub, start, end, 'lastIndexOf')));
define('count', ['sub'], (run, text, [sub]) => {
  const part = textArg(sub);
  return part === '' ? lengthOf(text) + 1 : split(run, text, part, -1).length - 1;
});

const CLASSES: Record<string, RegExp> = {
  isdigit: /^\p{Nd}+$/u,
  isdecimal: /^\p{Nd}+$/u,
  isnumeric: /^\p{N}+$/u,
  isalpha: /^\p{L}+$/u,
  isalnum: /^[\p{L}\p{N}]+$/u,
  isspace: /^\s+$/u,
  isascii: /^[\u0000-\u007f]*$/,
  isidentifier: /^[\p{L}_][\p{L}\p{N}_]*$/u,
};
for (const [name, pattern] of Object.entries(CLASSES)) define(name, [], (_run, text) => pattern.test(text));
define('isupper', [], (_run, text) => text === text.toUpperCase() && text !== text.toLowerCase());
define('islower', [], (_run, text) => text === text.toLowerCase() && text !== text.toUpperCase());
define('istitle', [], (_run, text) => text !== '' && text === titled(text) && text !== text.toLowerCase());

methods.set('format', (run, self, args, named) => {
  const escape = self instanceof Safe ? run.formatEscape : null;
  return like(self, formatBraces(run, rawText(self) ?? '', args, named, escape));
});

function stripped(text: string, chars: Value, left: boolean, right: boolean): string {
  const set = chars === undefined || chars === null ? null : new Set(charsOf(textArg(chars)));
  const all = charsOf(text);
  const drop = (char: string | undefined) => char !== undefined && (set ? set.has(char) : /\s/.test(char));
  let [start, end] = [0, all.length];
  while (left && start < end && drop(all[start])) start += 1;
  while (right && end > start && drop(all[end - 1])) end -= 1;
  return all.slice(start, end).join('');
}

function split(run: Run, text: string, separator: Value, max: number): string[] {
  const bySpace = separator === undefined || separator === null;
  const source = bySpace ? text.trimStart() : text;
  const pattern = bySpace ? /\s+/g : null;
  const sep = bySpace ? '' : needed(separator);
  const parts: string[] = [];
  let at = 0;
  while (max < 0 || parts.length < max) {
    let next = -1;
    let length = sep.length;
    if (pattern) {
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (match) [next, length] = [match.index, match[0].length];
    } else next = source.indexOf(sep, at);
    if (next < 0) break;
    parts.push(source.slice(at, next));
    run.charge(1);
    at = next + length;
  }
  const rest = source.slice(at);
  if (!bySpace || rest !== '') parts.push(bySpace && max < 0 ? rest.trimEnd() : rest);
  return parts;
}

function rsplit(run: Run, text: string, separator: Value, max: number): string[] {
  if (max < 0) return split(run, text, separator, -1);
  const sep = separator === undefined || separator === null ? null : needed(separator);
  const parts: string[] = [];
  let rest = sep === null ? text.trimEnd() : text;
  while (parts.length < max) {
    const match = sep === null ? /\s+(?=\S*$)/.exec(rest) : null;
    const at = sep === null ? (match?.index ?? -1) : rest.lastIndexOf(sep);
    if (at < 0) break;
    run.charge(1 + (rest.length >> 6));
    parts.unshift(rest.slice(at + (match ? match[0].length : (sep?.length ?? 0))));
    rest = rest.slice(0, at);
  }
  return [rest, ...parts];
}

function needed(separator: Value): string {
  const text = rawText(separator);
  if (text === null || text === '')
    throw new TemplateFailure('template_error', 'the separator has to be a text that is not empty');
  return text;
}

function anyOf(run: Run, candidates: Value, test: (part: string) => boolean): boolean {
  return (isText(candidates) ? [candidates] : iterate(run, candidates)).some((part) => test(textArg(part)));
}

function window(text: string, start: Value, end: Value): string {
  return text.slice(intArg(start, 0), end === undefined || end === null ? undefined : intArg(end, 0));
}

function find(text: string, sub: Value, start: Value, end: Value, how: 'indexOf' | 'lastIndexOf'): number {
  const part = window(text, start, end);
  const at = part[how](textArg(sub));
  const offset = intArg(start, 0);
  return at < 0 ? -1 : at + (offset < 0 ? Math.max(0, text.length + offset) : offset);
}

function found(at: number): number {
  if (at < 0) throw new TemplateFailure('template_error', 'the text does not contain what is looked for');
  return at;
}

function fillChar(fill: Value): string {
  return charsOf(textArg(fill, ' '))[0] ?? ' ';
}
