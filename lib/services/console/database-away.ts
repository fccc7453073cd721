import { isUnreachable } from '../../db/pool';

/** The fault will pass: the database can't be reached just now. */
export function isDatabaseAway(cause: unknown): boolean {
  return isUnreachable(cause);
}
