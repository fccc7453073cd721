import { expect, it } from 'vitest';
import { lineDiff } from './line-diff';

const shown = (before: string, after: string): string[] =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

it('tells lines that are added, removed and changed, and keeps the others', () => {
  expect(shown('a\nb\nc\nd', 'a\nx\nc\nd\ne')).toEqual([' a', '-b', '+x', ' c', ' d', '+e']);
  expect(shown('a', 'a')).toEqual([' a']);
  expect(shown('', 'a')).toEqual(['-', '+a']);
  expect(shown('a\nb\na\nb', 'b\na\nb\nb')).toEqual(['-a', ' b', ' a', '+b', ' b']);
});

it('gives both texts back, also when they are long and nothing is common', () => {
  const before = Array.from({ length: 3_000 }, (_, i) => `b${i}`).join('\n');
  const after = Array.from({ length: 3_000 }, (_, i) => `a${i}`).join('\n');
  const diff = lineDiff(before, after);
  const text = (kinds: string[]): string =>
    diff
      .filter(({ kind }) => kinds.includes(kind))
      .map((line) => line.text)
      .join('\n');
  expect(text(['same', 'removed'])).toBe(before);
  expect(text(['same', 'added'])).toBe(after);
});
