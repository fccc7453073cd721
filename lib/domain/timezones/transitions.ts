/** A change of the clock: the first instant (seconds since 1970) of another offset from UTC. */
export interface Transition {
  at: number;
  before: number;
  after: number;
}

const DAY = 86_400;
/** Shorter than any two changes of a zone lie apart (the shortest are the five weeks around Ramadan). */
const STEP = 14 * DAY;
const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Seconds east of UTC at an instant, from the runtime's own tz data. Null: unknown zone. */
export function offsetReader(name: string): ((at: number) => number) | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      year: 'numeric',
      timeZoneName: 'longOffset',
    });
  } catch {
    return null; // RangeError is how Intl says that it does not know a zone
  }
  return (at) => {
    const parts = OFFSET.exec(format.format(at * 1000));
    if (!parts) throw new Error(`no offset in the formatted date of ${name}`);
    const [, sign, hours, minutes, seconds] = parts;
    const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
    return sign === '-' ? -size : size;
  };
}

/** All changes from the start of `firstYear` to the end of `lastYear` (UTC). */
export function transitionsBetween(
  offsetAt: (at: number) => number,
  firstYear: number,
  lastYear: number,
): Transition[] {
  const end = Date.UTC(lastYear + 1, 0, 1) / 1000;
  const found: Transition[] = [];
  let from = Date.UTC(firstYear, 0, 1) / 1000;
  let before = offsetAt(from);
  while (from < end) {
    const to = Math.min(from + STEP, end);
    const after = offsetAt(to);
    if (after !== before) found.push({ at: firstInstantOf(after, from, to, offsetAt), before, after });
    from = to;
    before = after;
  }
  return found;
}

/** Changes happen at whole minutes. */
function firstInstantOf(after: number, from: number, to: number, offsetAt: (at: number) => number): number {
  let low = Math.floor(from / 60);
  let high = Math.ceil(to / 60);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 60) === after) high = middle;
    else low = middle;
  }
  return high * 60;
}
