import { appError, type AppError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';

/** Thrown where bytes from outside are not what they have to be; `refusals` turns it into a returned error. */
export class Refusal extends Error {
  readonly error: AppError;

  constructor(message: string, code: AppError['code'] = 'invalid') {
    super(message);
    this.error = appError(code, message);
  }
}

/** Runs `work` and returns what it refuses; anything else that it throws is a fault. */
export async function refusals<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refusal) return err(error.error);
    throw error;
  }
}
