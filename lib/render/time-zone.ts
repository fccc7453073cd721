import type { JsonObject, JsonValue } from '../shared/json';

/** Stand-in until lib/domain/timezones is there. */
export type TimeZoneInfo = JsonObject;

export function timeZoneOf(_name: JsonValue | undefined, _now: string): TimeZoneInfo | null {
  return null;
}
