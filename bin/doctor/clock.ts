import { spawnSync } from 'node:child_process';
import { failure, good, warning, type Finding } from './finding';

/** When this was written: an earlier time is wrong for sure. */
const NOT_BEFORE = Date.UTC(2025, 0, 1);
const FAR_MS = 5_000;
const REMEDY =
  'Have the machine keep its time by NTP: phones take theirs, and certificates and tokens have dates.';

/** Null: nobody can tell. */
export function systemClockIsSynchronized(): boolean | null {
  const run = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    encoding: 'utf8',
    timeout: 3_000,
  });
  const answer = run.status === 0 ? run.stdout.trim() : '';
  return answer === 'yes' ? true : answer === 'no' ? false : null;
}

/** `ahead`: how many ms the clock of a database elsewhere is ahead of ours; null: it is on this machine. */
export function judgeClock(ahead: number | null, synchronized: boolean | null, now = Date.now()): Finding {
  if (now < NOT_BEFORE) return failure('clock', `It is ${new Date(now).toISOString()} here.`, REMEDY);
  if (ahead !== null && Math.abs(ahead) > FAR_MS) {
    const message = `The database's clock differs from this machine's by ${Math.round(Math.abs(ahead) / 1_000)} s.`;
    return failure('clock', message, REMEDY);
  }
  if (synchronized === false) return warning('clock', 'It is not kept by NTP.', REMEDY);
  return good(
    'clock',
    synchronized ? 'It is kept by NTP.' : 'It looks right; whether NTP keeps it can’t be told here.',
  );
}
