import { describe, expect, it } from 'vitest';
import { escapeLike, macPart, searchWords } from './device-search';

describe('macPart', () => {
  it.each([
    ['00:15:65', '001565'],
    ['00-15-65-A1', '001565a1'],
    ['0015.65a1.b2c3', '001565a1b2c3'],
    ['001565A1B2C3', '001565a1b2c3'],
    ['65:a1:', '65a1'],
    ['1015', '1015'],
    ['101', null],
    ['15', null],
    ['10.0.0.1.2.3.4.5.6.7.8.9.1', null],
    ['yealink', null],
    ['', null],
    [':15:65', null],
  ])('%s → %s', (word, digits) => expect(macPart(word)).toBe(digits));
});

it('takes patterns as plain text', () => expect(escapeLike('50%_\\')).toBe('50\\%\\_\\\\'));

it('limits the words', () => {
  expect(searchWords('  a  b ')).toEqual(['a', 'b']);
  expect(searchWords('w '.repeat(50))).toHaveLength(8);
});
