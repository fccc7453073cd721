import { isUnreachable } from '../db/pool';
import { appError, type AppError } from '../shared/errors';
import { AuthenticationAway } from './wazo-auth/wazo-auth';

/** What to tell the outside of something that was thrown. The details are for the log only. */
export function faultOf(error: unknown): AppError {
  if (error instanceof AuthenticationAway) return error.failure;
  return isUnreachable(error)
    ? appError('unavailable', 'The database can not be reached; try again in a moment.')
    : appError('internal', 'Something went wrong inside the server; its log says what.');
}
