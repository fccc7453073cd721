import { describe, expect, it } from 'vitest';
import { commonParts, compareVersions } from './version';

describe('compareVersions', () => {
  it.each([
    ['4.2', '10.0'],
    ['7.5.9', '7.5.10'],
    ['6.1.5', '6.1.5(a)'],
    ['6.1.5(a)', '6.1.5(b)'],
    ['legacy', '1.0'],
    ['v86', 'v87'],
    ['3.2.4', '3.2.4B'],
    ['11.1.0-msr4', '11.1.0-msr11'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['01.136', '1.136'],
    ['9.4.2/SCCP', '9.4.2'],
    ['07.40.0104', '7.40.104'],
  ])('%s equals %s', (a, b) => expect(compareVersions(a, b)).toBe(0));
});

it('counts the leading parts in common', () => {
  expect(commonParts('69.86.0.15', '69.86.1.15')).toBe(2);
  expect(commonParts('69.86', '69.86')).toBe(2);
  expect(commonParts('69.86', '69.86.1')).toBe(2);
  expect(commonParts('1.0', '2.0')).toBe(0);
});
