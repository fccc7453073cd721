import { Refusal } from './refusal';

const MAX_LENGTH = 300;

/** Does `text` match a shell pattern (`*`, `?`, `[…]`)? `crossing`: `*` and `?` match slashes too. Linear in memory, no backtracking over more than one star. */
export function matchesGlob(pattern: string, text: string, options: { crossing: boolean }): boolean {
  const parts = tokens(pattern, options.crossing);
  let at = 0;
  let token = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const part = parts[token];
    if (part?.kind === 'star') {
      star = token++;
      mark = at;
    } else if (part?.kind === 'one' && part.matches(text.charAt(at))) {
      token++;
      at++;
    } else if (star >= 0 && (options.crossing || text.charAt(mark) !== '/')) {
      token = star + 1;
      at = ++mark;
    } else return false;
  }
  while (parts[token]?.kind === 'star') token++;
  return token === parts.length;
}

type Token = { kind: 'star' } | { kind: 'one'; matches: (char: string) => boolean };

function tokens(pattern: string, crossing: boolean): Token[] {
  if (pattern.length > MAX_LENGTH) throw new Refusal('a pattern of the package is too long');
  const result: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === '*') {
      if (result.at(-1)?.kind !== 'star') result.push({ kind: 'star' });
    } else if (char === '?') result.push({ kind: 'one', matches: (c) => crossing || c !== '/' });
    else if (char === '[') {
      const set = readSet(pattern, i);
      if (set) {
        i = set.end;
        result.push({ kind: 'one', matches: (c) => (crossing || c !== '/') && set.matches(c) });
      } else result.push({ kind: 'one', matches: (c) => c === '[' });
    } else result.push({ kind: 'one', matches: (c) => c === char });
  }
  return result;
}

/** `[abc]`, `[a-z]`, `[!…]`; a `]` that comes first is one of the characters. Null: there is no end. */
function readSet(pattern: string, start: number): { end: number; matches: (char: string) => boolean } | null {
  const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  const first = start + (negated ? 2 : 1);
  const end = pattern.indexOf(']', first + 1);
  if (end < 0) return null;
  const ranges: [string, string][] = [];
  for (let i = first; i < end; i++) {
    const from = pattern.charAt(i);
    if (pattern[i + 1] === '-' && i + 2 < end) {
      ranges.push([from, pattern.charAt(i + 2)]);
      i += 2;
    } else ranges.push([from, from]);
  }
  return { end, matches: (char) => ranges.some(([from, to]) => char >= from && char <= to) !== negated };
}

/** A pattern of a step: relative, inside of its node. */
export function checkGlob(pattern: string): void {
  const parts = pattern.split('/');
  if (pattern === '' || pattern.startsWith('/') || parts.includes('..') || /[\\\0]/.test(pattern))
    throw new Refusal(
      `the package has a pattern that is not allowed: ${JSON.stringify(pattern.slice(0, 100))}`,
    );
}
