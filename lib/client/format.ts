'use client';
import { useMemo } from 'react';
import type { Locale } from '../shared/locale';
import { useLocale } from './locale';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

export interface Format {
  number(value: number): string;
  /** 1536 → "1.5 KB". */
  bytes(value: number): string;
  dateTime(iso: string): string;
  time(iso: string): string;
  relative(iso: string, now: number): string;
}

export function makeFormat(locale: Locale): Format {
  const number = new Intl.NumberFormat(locale);
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const size = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  const [byte, kilobyte, megabyte] = [size('byte'), size('kilobyte'), size('megabyte')];
  return {
    number: (value) => number.format(value),
    bytes: (value) =>
      value < 1000
        ? byte.format(value)
        : value < 1e6
          ? kilobyte.format(value / 1e3)
          : megabyte.format(value / 1e6),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    relative: (iso, now) => {
      const age = Math.min(0, Date.parse(iso) - now); // a clock a little ahead must not give "in 2 s"
      const [unit, length] = UNITS.find(([, ms]) => -age >= ms) ?? ['second', 1_000];
      return relative.format(-Math.floor(-age / length), unit);
    },
  };
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => makeFormat(locale), [locale]);
}
