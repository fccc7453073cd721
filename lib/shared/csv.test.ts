import { describe, expect, it } from 'vitest';
import { csvLine, parseCsv } from './csv';

const LIMITS = { rows: 5, columns: 4 };
const rows = (text: string) => {
  const parsed = parseCsv(text, LIMITS);
  return parsed.ok ? [parsed.value.header, ...parsed.value.rows] : parsed.error;
};

describe('reading', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\ufeffa;b\r\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n"x, ""y""\nz",2',
      [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    ],
    [
      'a,b\n,\n\n1,',
      [
        ['a', 'b'],
        ['', ''],
        ['1', ''],
      ],
    ],
    [
      ' a , b\n 1 ,2',
      [
        ['a', 'b'],
        [' 1 ', '2'],
      ],
    ],
    ["a\n'=1+1\n'+33123\n'plain", [['a'], ['=1+1'], ['+33123'], ["'plain"]]],
    [
      'a,b\n"","x"',
      [
        ['a', 'b'],
        ['', 'x'],
      ],
    ],
  ])('%j', (text, expected) => expect(rows(text)).toEqual(expected));

  it.each([
    ['', /names of the columns/],
    ['a\n"open', /not closed/],
    ['a,b\n"x"y,1', /after a closing quote/],
    ['a\n1\n2\n3\n4\n5\n6', /more than 5 rows/],
    ['a,b,c,d,e', /more than 4 columns/],
  ])('refuses %j', (text, why) => expect(rows(text)).toMatch(why));

  it('takes time that grows with the text alone', () => {
    const text = `a\n"${'""'.repeat(500_000)}`;
    const started = performance.now();
    expect(rows(text)).toMatch(/not closed/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('writing', () => {
  it.each([
    '=1+1',
    '+33 1',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    'a,b',
    'say "x"',
    'two\nlines',
    ' x ',
    'plain',
    "it's",
  ])('%j is no formula, and comes back', (text) => {
    const line = csvLine([text, null]);
    expect(line).not.toMatch(/^"?[=+\-@\t\r]/);
    expect(rows(`h,i\r\n${line}`)).toEqual([
      ['h', 'i'],
      [text, ''],
    ]);
  });
});
