/** A moment in UTC, for templates. A rendering has no other clock. */
export interface DateParts {
  /** `2026-07-01T12:00:00.000Z` */
  iso: string;
  /** Seconds since 1970. */
  timestamp: number;
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  /** 1 to 366. */
  day_of_year: number;
}

const DAY_MS = 86_400_000;

/** An unreadable date counts as the epoch: nothing but a few clock-change days depends on it. */
export function dateParts(iso: string): DateParts {
  const time = Date.parse(iso);
  const date = new Date(Number.isNaN(time) ? 0 : time);
  const year = date.getUTCFullYear();
  return {
    iso: date.toISOString(),
    timestamp: Math.floor(date.getTime() / 1000),
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay() || 7,
    day_of_year: Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / DAY_MS) + 1,
  };
}
