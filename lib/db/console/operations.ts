import type { Sql } from '../pool';

/** How far an operation is; null: it is not known (any more). */
export async function findOperationState(
  sql: Sql,
  parent: string,
  number: number,
): Promise<{ state: string; error: string | null } | null> {
  const [row] = await sql.query<{ state: string; error: string | null }>(
    'SELECT state, error FROM operation WHERE parent = $1 AND number = $2',
    [parent, number],
  );
  return row ?? null;
}
