import pg from 'pg';
import { parse } from 'pg-connection-string';
import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';

const CONNECT_LIMIT_MS = 5_000;
const OLDEST_VERSION = 140_000;

/** Whether a database can be used: reached, signed in to, PostgreSQL 14 or newer, in UTF-8. The message names no password. */
export async function probeDatabase(url: string): Promise<Result<void>> {
  const { host, port, database } = parse(url);
  const where = `${database ?? ''} at ${host ?? 'localhost'}:${port ?? '5432'}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on('error', () => undefined); // a connection that breaks makes the query fail; that is told
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; encoding: string }>(
      `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
    );
    const version = Number(rows[0]?.version);
    if (!(version >= OLDEST_VERSION)) {
      const found = Math.floor(version / 10_000);
      return err(
        appError(
          'unavailable',
          `The database ${where} is PostgreSQL ${found}. Offhook needs version 14 or newer.`,
        ),
      );
    }
    const encoding = rows[0]?.encoding;
    if (encoding === 'UTF8') return ok(undefined);
    return err(
      appError(
        'unavailable',
        `The database ${where} has the encoding ${encoding}. Offhook needs UTF8: make another one (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0) and correct DATABASE_URL.`,
      ),
    );
  } catch (cause) {
    const reason =
      cause instanceof Error
        ? cause.message || ('code' in cause ? String(cause.code) : cause.name)
        : String(cause);
    return err(
      appError(
        'unavailable',
        `The database ${where} can't be used: ${reason.split('\n')[0]}. Start it or correct DATABASE_URL; without DATABASE_URL Offhook runs a database of its own.`,
      ),
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes a database in the server that `adminUrl` points to, unless it is there. `name` is a plain identifier. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined); // as above
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
