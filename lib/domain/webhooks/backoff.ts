const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses before the second, third … attempt of a delivery. After the last it has failed: about 21 hours. */
const PAUSES = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR];

/** Milliseconds until the next attempt after so many failed ones; null: there is none. */
export function pauseAfter(attempts: number): number | null {
  return PAUSES[attempts - 1] ?? null;
}

const LONGEST_REST = 15 * MINUTE;

/** How long a webhook whose address did not answer is left alone, after so many failures in a row. */
export function restAfter(failures: number): number {
  return Math.min(LONGEST_REST, 5 * SECOND * 2 ** Math.min(20, Math.max(0, failures - 1)));
}
