import pg from 'pg';
import { isUnreachable } from '../pool';

/**
 * True when the database did not get to judge what it was asked (it is down, restarting, frozen, out of connections): the
 * same will work later. False: it refused this very statement.
 */
export function isAway(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || isUnreachable(error);
}
