import JSON5 from 'json5';
import { expect, it } from 'vitest';
import { indexLines } from './json5-lines';

const TEXT = `// a comment with { and "
{
  plain: 1, 'quo\\'ted': 'a: {b', "two": [
    'first', /* a
    long comment */
    { inner: true },
  ],
  multi: 'one \\
two',
  after: { deep: [[1, 2],
    [3]] },
}
`;

it('knows the line of every member', () => {
  JSON5.parse(TEXT);
  const lineOf = indexLines(TEXT);
  expect(lineOf(['plain'])).toBe(3);
  expect(lineOf(['two'])).toBe(3);
  expect(lineOf(['two', 0])).toBe(4);
  expect(lineOf(['two', 1, 'inner'])).toBe(6);
  expect(lineOf(['multi'])).toBe(8);
  expect(lineOf(['after', 'deep', 0, 1])).toBe(10);
  expect(lineOf(['after', 'deep', 1, 0])).toBe(11);
});

it('gives the place of the parent for a member that is missing', () => {
  const lineOf = indexLines(TEXT);
  expect(lineOf(['two', 1, 'missing', 'x'])).toBe(6);
  expect(lineOf(['missing'])).toBe(1);
});

it('ends on any text', () => {
  for (const text of ['', '{', '[[[', '{a', "'", '/*', '{a:,,}', ':::']) expect(indexLines(text)([])).toBe(1);
});
