import type { AppError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import type { Report } from './command';
import { EXIT } from './exit-codes';
import { createProgress } from './progress';
import { printable } from './table';

/** Requests that run at once: enough to hide the network, too few to be in anybody's way. */
const AT_ONCE = 4;
/** The server is gone or the token is wrong: the others would fail alike. */
const HOPELESS = new Set<AppError['code']>(['unavailable', 'unauthorized', 'forbidden']);
/** After so many failures in a row of that kind nothing more is tried. */
const GIVE_UP_AFTER = 8;

export interface Done {
  id: string;
  ok: boolean;
  error?: AppError;
}

/** Does something to each of several things, a few at a time, with a bar for the patient. */
export async function forEach(
  label: string,
  ids: readonly string[],
  work: (id: string) => Promise<Result<unknown>>,
): Promise<Done[]> {
  const progress = createProgress(label);
  const done: Done[] = [];
  const queue = ids.values();
  let hopeless = 0;
  const worker = async (): Promise<void> => {
    for (const id of queue) {
      if (hopeless >= GIVE_UP_AFTER) return;
      const result = await work(id);
      hopeless = result.ok || !HOPELESS.has(result.error.code) ? 0 : hopeless + 1;
      done.push(result.ok ? { id, ok: true } : { id, ok: false, error: result.error });
      progress.at(done.length, ids.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, worker));
  progress.clear();
  return done;
}

/**
 * What came of it. One thing that failed is the command's own failure; of several, those that failed are named and the exit
 * status says that the others are done.
 */
export function summary(done: readonly Done[], wanted: number, past: string, what: string): Result<Report> {
  const failures = done.flatMap(({ id, error }) => (error ? [{ id, error }] : []));
  const [first] = failures;
  if (wanted === 1 && first) return err(first.error);
  const worked = done.length - failures.length;
  const left = wanted - done.length;
  const data = {
    done: done.flatMap(({ id, ok: good }) => (good ? [id] : [])),
    failed: failures,
    notTried: left,
  };
  const lines = failures.map(({ id, error }) => `${printable(id)}: ${error.message}`);
  const tail = left > 0 ? `, ${left} not tried` : '';
  const failed = failures.length > 0 ? `, ${failures.length} failed` : '';
  lines.push(`${worked} ${what}${worked === 1 ? '' : 's'} ${past}${failed}${tail}`);
  return ok({
    data,
    lines,
    exitCode: failures.length > 0 || left > 0 ? (worked > 0 ? EXIT.partly : EXIT.failed) : EXIT.done,
  });
}
