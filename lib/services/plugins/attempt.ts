import { appError } from '../../shared/errors';
import { err, type Result } from '../../shared/result';

/** Which try of a job this is. */
export interface Attempt {
  last: boolean;
  /** The tries before ended without a word: their process was killed. */
  interrupted: boolean;
}

/**
 * Runs the work of a job. What it refuses is its outcome. A fault is thrown, so that the job is tried again, but at the
 * last try is its outcome too; and work that was killed every time is not begun once more.
 */
export async function giveUp(attempt: Attempt, work: () => Promise<Result<void>>): Promise<Result<void>> {
  if (attempt.last && attempt.interrupted)
    return err(appError('internal', 'the work was interrupted each time that it was tried'));
  try {
    return await work();
  } catch (error) {
    if (!attempt.last) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return err(appError('internal', `an unexpected failure: ${why}`));
  }
}
