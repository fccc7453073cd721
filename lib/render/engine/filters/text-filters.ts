import { escapeXml } from '../escape';
import { flagArg, intArg, like, textArg } from '../arguments';
import { TemplateFailure } from '../failure';
import { formatPercent } from '../format-percent';
import { STRING_METHODS } from '../string-methods';
import { padded, repeated, replaceAll } from '../text';
import { charsOf, lengthOf, NO_NAMED, rawText, repr, Safe, textOf, type Value } from '../values';
import { filter, type Filter } from './filter';
import { urlEncode } from './url-encode';
import { wrapText } from './word-wrap';

/** Filters that give a text. What was safe stays safe. */
export const TEXT_FILTERS: [string, Filter][] = [
  ...['upper', 'lower'].map((name) => filter(name, [], (run, value) => method(run, name, value, []))),
  filter('capitalize', [], (run, value) => method(run, 'capitalize', value, [])),
  filter('trim', ['chars'], (run, value, args) => method(run, 'strip', value, args)),
  filter('title', [], (run, value) => {
    const text = textOf(value);
    run.size(text.length);
    const words = text.split(/([-\s({[<]+)/);
    return like(
      value,
      words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(''),
    );
  }),
  filter('replace', ['old', 'new', 'count'], (run, value, [old, put, count]) => {
    const safe = value instanceof Safe || old instanceof Safe || put instanceof Safe;
    const shown = (part: Value) =>
      safe && !(part instanceof Safe) ? run.escape(textArg(part)) : textArg(part);
    const text = replaceAll(
      run,
      shown(value),
      value instanceof Safe ? shown(old) : textArg(old),
      shown(put),
      intArg(count, -1),
    );
    return safe ? new Safe(text) : text;
  }),
  filter('center', ['width'], (run, value, [width]) =>
    like(value, padded(run, textOf(value), intArg(width, 80), '^', ' ')),
  ),
  filter('indent', ['width', 'first', 'blank'], (run, value, [width, first, blank]) => {
    const indent = rawText(width) ?? repeated(run, ' ', intArg(width, 4));
    const lines = textOf(value).split('\n');
    run.elements(lines.length);
    run.size(textOf(value).length + lines.length * indent.length);
    const text = lines
      .map((line, i) =>
        (i === 0 ? flagArg(first, false) : line !== '' || flagArg(blank, false)) ? indent + line : line,
      )
      .join('\n');
    return like(value, text);
  }),
  filter(
    'truncate',
    ['length', 'killwords', 'end', 'leeway'],
    (run, value, [length, killwords, end, leeway]) => {
      const chars = charsOf(textOf(value));
      run.elements(chars.length);
      const [limit, tail] = [intArg(length, 255), textArg(end, '...')];
      if (chars.length <= limit + intArg(leeway, 5)) return value;
      const kept = chars.slice(0, Math.max(0, limit - lengthOf(tail))).join('');
      const cut =
        flagArg(killwords, false) || !kept.includes(' ') ? kept : kept.slice(0, kept.lastIndexOf(' '));
      return like(value, cut + tail);
    },
  ),
  filter('wordwrap', ['width', 'break_long_words', 'wrapstring', 'break_on_hyphens'], (run, value, args) => {
    const text = textOf(value);
    run.elements(text.length);
    const wrapped = wrapText(
      text,
      Math.max(1, intArg(args[0], 79)),
      flagArg(args[1], true),
      textArg(args[2], '\n'),
    );
    run.size(wrapped.length);
    return like(value, wrapped);
  }),
  filter('wordcount', [], (run, value) => {
    run.size(textOf(value).length);
    return textOf(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
  }),
  filter('striptags', [], (run, value) => {
    const text = textOf(value);
    run.elements(text.length);
    return withoutTags(text).replace(/\s+/g, ' ').trim();
  }),
  filter('string', [], (_run, value) => (value instanceof Safe ? value : textOf(value))),
  filter('pprint', [], (_run, value) => repr(value, 0)),
  filter('safe', [], (_run, value) => (value instanceof Safe ? value : new Safe(textOf(value)))),
  ...['e', 'escape'].map((name) =>
    filter(name, [], (_run, value) => (value instanceof Safe ? value : new Safe(escapeXml(textOf(value))))),
  ),
  filter('forceescape', [], (_run, value) => new Safe(escapeXml(textOf(value)))),
  filter('urlencode', [], (run, value) => urlEncode(run, value)),
  [
    'format',
    (run, value, args, named) => {
      const escape = value instanceof Safe ? run.formatEscape : null;
      return like(value, formatPercent(run, textOf(value), named.size > 0 ? named : args, escape));
    },
  ],
  filter('random', [], () => {
    throw new TemplateFailure(
      'template_error',
      'there is no "random": the same settings have to give the same file',
    );
  }),
];

function method(run: Parameters<Filter>[0], name: string, value: Value, args: readonly Value[]): Value {
  const text = value instanceof Safe ? value : textOf(value);
  return STRING_METHODS.get(name)?.(run, text, args, NO_NAMED);
}

/** Linear: a `<` without `>` stays. */
function withoutTags(text: string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    const comment = open >= 0 && text.startsWith('<!--', open);
    const close = open < 0 ? -1 : text.indexOf(comment ? '-->' : '>', open);
    if (open < 0 || close < 0) return result + text.slice(at);
    result += text.slice(at, open);
    at = close + (comment ? 3 : 1);
  }
}
