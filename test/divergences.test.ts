import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const PAGE = 'docs/divergences.md';
/** `file` › name of a test, or a part of it. */
const SHOWN_BY = /`([\w./-]+\.test\.ts)` › ?([^|)\n]*)/g;

const named = [...readFileSync(PAGE, 'utf8').matchAll(SHOWN_BY)].map(([, file = '', name = '']) => ({
  file,
  name: name.trim(),
}));

it('every row of the table names a test', () => {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|wazo-provd|what) \|/.test(line));
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row) => !/` › [^|]*\|$/.test(row))).toEqual([]);
});

it('every test that it names is there', () => {
  const missing = named.filter(({ file, name }) => {
    if (!existsSync(file)) return true;
    const source = readFileSync(file, 'utf8').replaceAll(/\\(['`])/g, '$1');
    return !source.includes(name);
  });
  expect(missing).toEqual([]);
});
