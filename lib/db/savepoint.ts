import type { Sql } from './pool';

/** Runs a part of a transaction that can be taken back on its own. `keep` false: what it wrote is taken back. */
export async function withSavepoint<T>(
  sql: Sql,
  work: () => Promise<T>,
  keep: (value: T) => boolean,
): Promise<T> {
  await sql.execute('SAVEPOINT part', []);
  try {
    const value = await work();
    await sql.execute(keep(value) ? 'RELEASE SAVEPOINT part' : 'ROLLBACK TO SAVEPOINT part', []);
    return value;
  } catch (error) {
    await sql.execute('ROLLBACK TO SAVEPOINT part', []);
    throw error;
  }
}
