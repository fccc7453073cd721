import { describe, expect, it } from 'vitest';
import { isLocale, matchLocale } from './locale';

describe('matchLocale', () => {
  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['de,fr;q=0.4,en;q=0.5', 'en'],
    ['de, fr;q=0.5', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('%s → %s', (header, locale) => expect(matchLocale(header)).toBe(locale));
});

it('knows its languages only', () => {
  expect(isLocale('fr')).toBe(true);
  expect(isLocale('constructor')).toBe(false);
  expect(isLocale(undefined)).toBe(false);
});
