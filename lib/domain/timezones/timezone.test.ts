import { describe, expect, it } from 'vitest';
import { getTimeZone } from './timezone';
import type { ClockChange } from './timezone';
import { posixTz, ruleText } from './rule-text';
import { offsetReader, transitionsBetween } from './transitions';

const HOUR = 3600;
const change = (month: number, week: number, weekday: number, hours: number): ClockChange => ({
  month,
  week,
  weekday,
  time: hours * HOUR,
});

/** Independent of how rules are found: the instant (seconds) at which a rule changes the clock in a year. */
function instantOf(rule: ClockChange, year: number, offsetBefore: number): number {
  const dates: number[] = [];
  const days = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
  for (let d = 1; d <= days; d++)
    if (new Date(Date.UTC(year, rule.month - 1, d)).getUTCDay() === rule.weekday) dates.push(d);
  const date = rule.week === 5 ? dates.at(-1) : dates[rule.week - 1];
  return Date.UTC(year, rule.month - 1, date ?? 0) / 1000 + rule.time - offsetBefore;
}

describe('getTimeZone', () => {
  it.each<[string, number, [ClockChange, ClockChange, number] | null, posix: string, text: string | null]>([
    [
      'Europe/Paris',
      1,
      [change(3, 5, 0, 2), change(10, 5, 0, 3), 1],
      '<+01>-1<+02>,M3.5.0/2,M10.5.0/3',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'Europe/London',
      0,
      [change(3, 5, 0, 1), change(10, 5, 0, 2), 1],
      '<+00>0<+01>,M3.5.0/1,M10.5.0/2',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'Europe/Dublin',
      0,
      [change(3, 5, 0, 1), change(10, 5, 0, 2), 1],
      '<+00>0<+01>,M3.5.0/1,M10.5.0/2',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'Europe/Helsinki',
      2,
      [change(3, 5, 0, 3), change(10, 5, 0, 4), 1],
      '<+02>-2<+03>,M3.5.0/3,M10.5.0/4',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'Atlantic/Azores',
      -1,
      [change(3, 5, 0, 0), change(10, 5, 0, 1), 1],
      '<-01>1<+00>,M3.5.0/0,M10.5.0/1',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'America/Nuuk',
      -2,
      [change(3, 5, 0, -1), change(10, 5, 0, 0), 1],
      '<-02>2<-01>,M3.5.0/-1,M10.5.0/0',
      '3/W5.1/3600;10/W5.1/3600;3600',
    ],
    [
      'America/New_York',
      -5,
      [change(3, 2, 0, 2), change(11, 1, 0, 2), 1],
      '<-05>5<-04>,M3.2.0/2,M11.1.0/2',
      '3/W2.1/7200;11/W1.1/7200;3600',
    ],
    [
      'America/Montreal',
      -5,
      [change(3, 2, 0, 2), change(11, 1, 0, 2), 1],
      '<-05>5<-04>,M3.2.0/2,M11.1.0/2',
      '3/W2.1/7200;11/W1.1/7200;3600',
    ],
    [
      'America/St_Johns',
      -3.5,
      [change(3, 2, 0, 2), change(11, 1, 0, 2), 1],
      '<-0330>3:30<-0230>,M3.2.0/2,M11.1.0/2',
      '3/W2.1/7200;11/W1.1/7200;3600',
    ],
    [
      'America/Santiago',
      -4,
      [change(9, 1, 6, 24), change(4, 1, 6, 24), 1],
      '<-04>4<-03>,M9.1.6/24,M4.1.6/24',
      '9/W1.7/86400;4/W1.7/86400;3600',
    ],
    [
      'Asia/Jerusalem',
      2,
      [change(3, 4, 4, 26), change(10, 5, 0, 2), 1],
      '<+02>-2<+03>,M3.4.4/26,M10.5.0/2',
      '3/W4.5/93600;10/W5.1/7200;3600',
    ],
    [
      'Africa/Cairo',
      2,
      [change(4, 5, 5, 0), change(10, 5, 4, 24), 1],
      '<+02>-2<+03>,M4.5.5/0,M10.5.4/24',
      '4/W5.6/0;10/W5.5/86400;3600',
    ],
    [
      'Australia/Sydney',
      10,
      [change(10, 1, 0, 2), change(4, 1, 0, 3), 1],
      '<+10>-10<+11>,M10.1.0/2,M4.1.0/3',
      '10/W1.1/7200;4/W1.1/7200;3600',
    ],
    [
      'Australia/Adelaide',
      9.5,
      [change(10, 1, 0, 2), change(4, 1, 0, 3), 1],
      '<+0930>-9:30<+1030>,M10.1.0/2,M4.1.0/3',
      '10/W1.1/7200;4/W1.1/7200;3600',
    ],
    [
      'Australia/Lord_Howe',
      10.5,
      [change(10, 1, 0, 2), change(4, 1, 0, 2), 0.5],
      '<+1030>-10:30<+11>-11,M10.1.0/2,M4.1.0/2',
      '10/W1.1/7200;4/W1.1/7200;1800',
    ],
    [
      'Pacific/Auckland',
      12,
      [change(9, 5, 0, 2), change(4, 1, 0, 3), 1],
      '<+12>-12<+13>,M9.5.0/2,M4.1.0/3',
      '9/W5.1/7200;4/W1.1/7200;3600',
    ],
    [
      'Pacific/Chatham',
      12.75,
      [change(9, 5, 0, 2.75), change(4, 1, 0, 3.75), 1],
      '<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45',
      '9/W5.1/9900;4/W1.1/9900;3600',
    ],
    [
      'Antarctica/Troll',
      0,
      [change(3, 5, 0, 1), change(10, 5, 0, 3), 2],
      '<+00>0<+02>-2,M3.5.0/1,M10.5.0/3',
      '3/W5.1/3600;10/W5.1/3600;7200',
    ],
    ['UTC', 0, null, '<+00>0', null],
    ['Asia/Kathmandu', 5.75, null, '<+0545>-5:45', null],
    ['Asia/Kolkata', 5.5, null, '<+0530>-5:30', null],
    ['Pacific/Kiritimati', 14, null, '<+14>-14', null],
    ['Etc/GMT+12', -12, null, '<-12>12', null],
    ['America/Phoenix', -7, null, '<-07>7', null],
    ['America/Sao_Paulo', -3, null, '<-03>3', null],
    ['America/Mexico_City', -6, null, '<-06>6', null],
    ['Asia/Tehran', 3.5, null, '<+0330>-3:30', null],
    ['Africa/Casablanca', 1, null, '<+01>-1', null],
  ])('%s', (name, hours, dst, posix, text) => {
    const zone = getTimeZone(name, 2026);
    expect(zone).toEqual({
      name,
      utcOffset: hours * HOUR,
      dst: dst && { start: dst[0], end: dst[1], save: dst[2] * HOUR },
    });
    if (!zone) return;
    expect(posixTz(zone)).toBe(posix);
    expect(ruleText(zone)).toBe(text);
  });

  it.each(['', 'Mars/Olympus', '+01:00', '../etc', 'UTC+3', 'x'.repeat(1000)])('does not know %j', (name) => {
    expect(getTimeZone(name)).toBeNull();
  });

  it('knows the rules of a given year', () => {
    expect(getTimeZone('America/Mexico_City', 2005)?.dst).toEqual({
      start: change(4, 1, 0, 2),
      end: change(10, 5, 0, 2),
      save: HOUR,
    });
    expect(getTimeZone('America/Sao_Paulo', 2019)).toMatchObject({ utcOffset: -3 * HOUR, dst: null });
  });

  it('answers from memory', () => {
    expect(getTimeZone('Europe/Rome')).toBe(getTimeZone('Europe/Rome'));
    const start = performance.now();
    for (let i = 0; i < 10_000; i++) getTimeZone('Europe/Rome');
    expect((performance.now() - start) / 10_000).toBeLessThan(0.05);
  });
});

it('every zone of the runtime: a rule gives the very changes of the next ten years, no rule means none or irregular ones', () => {
  const year = new Date().getUTCFullYear();
  const zones = Intl.supportedValuesOf('timeZone');
  expect(zones.length).toBeGreaterThan(400);
  const irregular: string[] = [];
  let withRule = 0;
  for (const name of zones) {
    const zone = getTimeZone(name);
    const offsetAt = offsetReader(name);
    if (!zone || !offsetAt) throw new Error(`no zone ${name}`);
    const actual = transitionsBetween(offsetAt, year, year + 10);
    const { utcOffset, dst } = zone;
    if (!dst) {
      if (actual.length > 0) irregular.push(name);
      else expect(offsetAt(Date.now() / 1000), name).toBe(utcOffset);
      continue;
    }
    withRule += 1;
    const predicted = Array.from({ length: 11 }, (_, i) => year + i)
      .flatMap((y) => [
        { at: instantOf(dst.start, y, utcOffset), before: utcOffset, after: utcOffset + dst.save },
        { at: instantOf(dst.end, y, utcOffset + dst.save), before: utcOffset + dst.save, after: utcOffset },
      ])
      .sort((a, b) => a.at - b.at);
    expect(actual, name).toEqual(predicted);
  }
  expect(withRule).toBeGreaterThan(100);
  // Ramadan has no weekday rule; Palestine and Western Sahara alike.
  expect(irregular).toContain('Africa/Casablanca');
  expect(irregular.length).toBeLessThan(10);
});
