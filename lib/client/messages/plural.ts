import type { Locale } from '../../shared/locale';

const RULES = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };
const CHOICES = {
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
  fr: new Intl.ListFormat('fr', { type: 'disjunction' }),
};
const NUMBERS = { en: new Intl.NumberFormat('en'), fr: new Intl.NumberFormat('fr') };

/** Counts in one language: `count(2, 'phone', 'phones')` → "2 phones"; the number is grouped as the language does. */
export function counter(locale: Locale): (n: number, one: string, other: string) => string {
  return (n, one, other) => `${NUMBERS[locale].format(n)} ${RULES[locale].select(n) === 'one' ? one : other}`;
}

/** Several things of which one is meant: ['a', 'b', 'c'] → "a, b or c". */
export function alternatives(locale: Locale): (things: readonly string[]) => string {
  return (things) => CHOICES[locale].format(things);
}
