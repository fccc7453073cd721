import type { ClockChange, TimeZone } from './timezone';

const HOUR = 3600;

/** A POSIX `TZ` value with numeric names, e.g. `<+01>-1<+02>,M3.5.0/2,M10.5.0/3`. */
export function posixTz(zone: TimeZone): string {
  const { utcOffset, dst } = zone;
  const standard = `${zoneName(utcOffset)}${duration(-utcOffset)}`;
  if (!dst) return standard;
  const saved = `${zoneName(utcOffset + dst.save)}${dst.save === HOUR ? '' : duration(-(utcOffset + dst.save))}`;
  return `${standard}${saved},${posixChange(dst.start)},${posixChange(dst.end)}`;
}

function posixChange({ month, week, weekday, time }: ClockChange): string {
  return `M${month}.${week}.${weekday}/${duration(time)}`;
}

function zoneName(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return `<${offset < 0 ? '-' : '+'}${two(hours)}${rest === 0 ? '' : two(rest)}>`;
}

function duration(seconds: number): string {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / HOUR), Math.floor((size % HOUR) / 60), size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  const [hours = 0, ...rest] = parts;
  return [`${seconds < 0 ? '-' : ''}${hours}`, ...rest.map((n) => String(n).padStart(2, '0'))].join(':');
}

/**
 * The rule as phones' tables name it: `3/W5.1/3600;10/W5.1/3600;3600` (Paris), `3/W2.1/7200;11/W1.1/7200;3600` (New
 * York), `10/W1.1/7200;4/W1.1/7200;3600` (Sydney): month, week and weekday (1 is Sunday), seconds, then the saving.
 * The seconds are those of the law: UTC for the common European rule, standard time where start and end agree in it,
 * else the wall clock. Null without daylight saving.
 */
export function ruleText(zone: TimeZone): string | null {
  const { dst } = zone;
  if (!dst) return null;
  const base = clockOfTheLaw(zone.utcOffset, dst);
  const text = (change: ClockChange, time: number) =>
    `${change.month}/W${change.week}.${change.weekday + 1}/${time}`;
  return `${text(dst.start, dst.start.time - base.start)};${text(dst.end, dst.end.time - base.end)};${dst.save}`;
}

/** What to take from the wall clock at the start and the end to have the clock that the law counts in. */
function clockOfTheLaw(utcOffset: number, dst: NonNullable<TimeZone['dst']>): { start: number; end: number } {
  const { start, end, save } = dst;
  if (start.time !== end.time - save) return { start: 0, end: 0 };
  const lastSunday = (change: ClockChange, month: number) =>
    change.month === month && change.week === 5 && change.weekday === 0;
  const european = lastSunday(start, 3) && lastSunday(end, 10) && start.time - utcOffset === HOUR;
  return european ? { start: utcOffset, end: utcOffset + save } : { start: 0, end: save };
}
