import { describe, expect, it } from 'vitest';
import { isNormalMac, macDigits, parseMac, parseOui } from './mac';

describe('parseMac', () => {
  it.each([
    ['00:15:65:ab:cd:ef', '00:15:65:ab:cd:ef'],
    ['00-15-65-AB-CD-EF', '00:15:65:ab:cd:ef'],
    ['0:15:65:ab:c:ef', '00:15:65:ab:0c:ef'],
    ['001565ABCDEF', '00:15:65:ab:cd:ef'],
    ['0015.65ab.cdef', '00:15:65:ab:cd:ef'],
  ])('reads %s', (text, mac) => expect(parseMac(text)).toBe(mac));

  it.each(['', '00:15:65:ab:cd', '00:15:65:ab:cd:ef:00', '00156SABCDEF', '00:15:65:ab:cd:efg'])(
    'refuses %j',
    (text) => expect(parseMac(text)).toBeNull(),
  );
});

it('tells the normal form from others', () => {
  expect(isNormalMac('00:15:65:ab:cd:ef')).toBe(true);
  expect(isNormalMac('00:15:65:AB:cd:ef')).toBe(false);
});

it('gives the digits in either case', () => {
  expect(macDigits('00:15:65:ab:cd:ef')).toBe('001565abcdef');
  expect(macDigits('00:15:65:ab:cd:ef', 'upper')).toBe('001565ABCDEF');
});

it('reads the first three bytes in any notation', () => {
  for (const text of ['00:0f:d3', '00-0F-D3', '0:f:d3', '000FD3', ' 00:0f:d3 '])
    expect(parseOui(text)).toBe('00:0f:d3');
  for (const text of ['', '00:0f', '00:0f:d3:a1', '00fd3', '00:0g:d3']) expect(parseOui(text)).toBeNull();
});
