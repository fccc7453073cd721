import pg from 'pg';

/** A statement that each connection prepares once, under this name: for those that run hundreds of times a second. */
export interface NamedStatement {
  name: string;
  text: string;
}

/** What a query needs: the pool or one connection in a transaction. */
export interface Sql {
  /** The rows. `values` are bound, never pasted. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    statement: string | NamedStatement,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** How many rows a statement wrote. */
  execute(text: string, values?: readonly unknown[]): Promise<number>;
}

export interface PoolOptions {
  url: string;
  /** Connections, default 10. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** Milliseconds after which a statement is given up, default 30 s. */
  statementTimeoutMs?: number;
  /** An idle connection broke (the database went away). The pool opens another when it is needed. */
  onIdleError?: (error: Error) => void;
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: options.name ?? 'offhook',
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  return surviving(pool, (error) => options.onIdleError?.(error));
}

/** The pool, made so that no connection that breaks ends the process. */
export function surviving(pool: pg.Pool, onIdleError: (error: Error) => void): pg.Pool {
  // Without a listener a broken idle connection would; the next query opens another.
  pool.on('error', onIdleError);
  // So would one that breaks while it is checked out and no query of it runs; its next query tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function sqlOf(client: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<Row extends pg.QueryResultRow>(
      statement: string | NamedStatement,
      values: readonly unknown[] = [],
    ) {
      const query = typeof statement === 'string' ? { text: statement } : statement;
      return (await client.query<Row>({ ...query, values: [...values] })).rows;
    },
    async execute(text, values = []) {
      return (await client.query(text, [...values])).rowCount ?? 0;
    },
  };
}

/** Statements of one connection, one after the other, however many are asked for at once. */
function oneByOne(sql: Sql): Sql {
  let last: Promise<unknown> = Promise.resolve();
  const after = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run, run);
    last = next.catch(() => {});
    return next;
  };
  return {
    query: (statement, values) => after(() => sql.query(statement, values)),
    execute: (text, values) => after(() => sql.execute(text, values)),
  };
}

const TRANSACTION_TRIES = 3;

/** Runs `work` in a transaction. A deadlock or serialization failure runs it again: it must not act outside of it. */
export async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const value = await work(oneByOne(sqlOf(client)));
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      if (attempt >= TRANSACTION_TRIES || !isRetryable(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** A row of this key exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

/** The database can't be reached or is going down; trying again later helps. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P|53)/.test(error.code ?? '');
  return (
    error instanceof Error &&
    /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect/.test(
      `${'code' in error ? String(error.code) : ''} ${error.message}`,
    )
  );
}
