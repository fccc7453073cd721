import { posixTz, ruleText } from '../domain/timezones/rule-text';
import { getTimeZone, type TimeZone } from '../domain/timezones/timezone';
import type { JsonValue } from '../shared/json';

/**
 * `tz` of templates: the rule (`utcOffset`, `dst.start.month` … in seconds and the conventions of `TimeZone`), as a POSIX
 * text and as the text that phones' tables know.
 */
export interface ZoneContext extends TimeZone {
  /** `<+01>-1<+02>,M3.5.0/2,M10.5.0/3` */
  posix: string;
  /** `3/W5.1/3600;10/W5.1/3600;3600`; null without daylight saving. */
  rule: string | null;
}

const MAX_KNOWN = 1000;
const known = new Map<string, ZoneContext | null>();

/** Null when the parameter is absent or names no zone. */
export function zoneContext(name: JsonValue | undefined, now: string): ZoneContext | null {
  if (typeof name !== 'string' || name === '') return null;
  const time = Date.parse(now);
  const year = new Date(Number.isNaN(time) ? 0 : time).getUTCFullYear();
  const key = `${year} ${name}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const zone = getTimeZone(name, year);
  const context = zone && { ...zone, posix: posixTz(zone), rule: ruleText(zone) };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, context);
  return context;
}
