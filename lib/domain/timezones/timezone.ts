import { isTimeZoneName } from './names';
import { offsetReader, transitionsBetween } from './transitions';
import type { Transition } from './transitions';

/** When the clock changes, each year: `time` seconds after local midnight of a weekday of a month. */
export interface ClockChange {
  /** 1–12 */
  month: number;
  /** 1–5, 5 is the last one of the month. */
  week: number;
  /** 0 is Sunday. */
  weekday: number;
  /**
   * Seconds, on the wall clock as it runs just before the change. May be negative or a day and more where no weekday
   * rule falls onto the day itself (Nuuk: last Sunday, −1 h).
   */
  time: number;
}

/** A POSIX rule: plain data, so that it can be handed to templates. */
export interface TimeZone {
  name: string;
  /** Standard time, in seconds east of UTC. */
  utcOffset: number;
  /** Null: no change of clocks, or none that recurs by a rule (Ramadan). `save` is positive, in seconds. */
  dst: { start: ClockChange; end: ClockChange; save: number } | null;
}

/** Years looked at. Any eleven in a row begin March on each of the seven weekdays, so a rule that fits is the rule. */
const YEARS = 11;
const DAY = 86_400;
const MAX_CACHED = 2000;
const cache = new Map<string, TimeZone | null>();

/** The rule in force in `year` (default: now) and after. Null: the tz data does not know the name. */
export function getTimeZone(name: string, year = new Date().getUTCFullYear()): TimeZone | null {
  const key = `${year} ${name}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const zone = isTimeZoneName(name) ? derive(name, year) : null;
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, zone);
  return zone;
}

function derive(name: string, year: number): TimeZone | null {
  const offsetAt = offsetReader(name);
  if (!offsetAt) return null;
  const all = transitionsBetween(offsetAt, year, year + YEARS);
  // A law that changes within the year has no one rule; what comes after it does.
  for (const first of [year, year + 1]) {
    const transitions = all.filter((t) => new Date(t.at * 1000).getUTCFullYear() >= first);
    if (transitions.length === 0) {
      return { name, utcOffset: offsetAt(Date.UTC(year + YEARS, 0, 1) / 1000), dst: null };
    }
    const rule = recurringRule(transitions);
    if (rule) return { name, ...rule };
  }
  return { name, utcOffset: prevailingOffset(all, year), dst: null };
}

function recurringRule(transitions: Transition[]): Omit<TimeZone, 'name'> | null {
  const utcOffset = Math.min(...transitions.map((t) => Math.min(t.before, t.after)));
  const save = Math.max(...transitions.map((t) => Math.max(t.before, t.after))) - utcOffset;
  const starts = transitions.filter((t) => t.before === utcOffset && t.after === utcOffset + save);
  const ends = transitions.filter((t) => t.before === utcOffset + save && t.after === utcOffset);
  if (starts.length + ends.length !== transitions.length) return null;
  if (starts.length < YEARS || ends.length < YEARS) return null;
  const start = fit(starts);
  const end = fit(ends);
  return start && end ? { utcOffset, dst: { start, end, save } } : null;
}

/** The weekday rule that gives exactly these changes, one a year; the nearest day when it needs another than the day itself. */
function fit(changes: Transition[]): ClockChange | null {
  for (const shift of [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]) {
    const rule = fitShifted(changes, shift);
    if (rule) return rule;
  }
  return null;
}

function fitShifted(changes: Transition[], shift: number): ClockChange | null {
  let fitted: {
    year: number;
    month: number;
    weekday: number;
    time: number;
    week: number;
    last: boolean;
  } | null = null;
  for (const change of changes) {
    const local = change.at + change.before - shift * DAY;
    const day = new Date(local * 1000);
    const date = day.getUTCDate();
    const monthDays = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    const seen = {
      year: day.getUTCFullYear(),
      month: day.getUTCMonth() + 1,
      weekday: day.getUTCDay(),
      time: (((local % DAY) + DAY) % DAY) + shift * DAY,
      week: Math.ceil(date / 7),
      last: date > monthDays - 7,
    };
    if (!fitted) {
      fitted = seen;
      continue;
    }
    if (seen.year !== fitted.year + 1) return null;
    if (seen.month !== fitted.month || seen.weekday !== fitted.weekday || seen.time !== fitted.time)
      return null;
    fitted = { ...seen, week: seen.week === fitted.week ? seen.week : 0, last: seen.last && fitted.last };
    if (fitted.week === 0 && !fitted.last) return null;
  }
  if (!fitted) return null;
  const { month, weekday, time, week, last } = fitted;
  return { month, week: last ? 5 : week, weekday, time };
}

/** The offset that holds longest. */
function prevailingOffset(transitions: Transition[], firstYear: number): number {
  const lengths = new Map<number, number>();
  let from = Date.UTC(firstYear, 0, 1) / 1000;
  for (const t of transitions) {
    lengths.set(t.before, (lengths.get(t.before) ?? 0) + t.at - from);
    from = t.at;
  }
  return [...lengths].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, -1])[0];
}
