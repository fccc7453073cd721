import pg from 'pg';
import { parse } from 'pg-connection-string';
import { appError, type AppError } from '../shared/errors';

const INSUFFICIENT_PRIVILEGE = '42501';

/** What to do about a statement of the set-up that this role may not run; null for any other fault. */
export function permissionRefusal(cause: unknown, databaseUrl: string): AppError | null {
  if (!(cause instanceof Error)) return null;
  if (!('code' in cause && cause.code === INSUFFICIENT_PRIVILEGE))
    return permissionRefusal(cause.cause, databaseUrl);
  const { user, database } = parse(databaseUrl);
  const role = pg.escapeIdentifier(user ?? '');
  const name = pg.escapeIdentifier(database ?? '');
  const message = `The database can't be brought up to date: ${cause.message}. Make the role its owner (ALTER DATABASE ${name} OWNER TO ${role}), or let it make tables there (GRANT CREATE ON DATABASE ${name} TO ${role}; GRANT CREATE ON SCHEMA public TO ${role}).`;
  return appError('unavailable', message);
}
