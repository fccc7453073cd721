import { z } from 'zod';
import {
  operationProgress,
  operationState,
  type OperationProgress,
  type OperationState,
} from '../../domain/operations/progress';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

export interface OperationRecord extends OperationProgress {
  /** Path of the resource that started it, below the version: `/dev_mgr/synchronize`. */
  parent: string;
  number: number;
  tenantId: string;
  /** Why it failed. */
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

interface Row {
  parent: string;
  number: number;
  tenant_id: string;
  label: string | null;
  state: string;
  current: string | null;
  end: string | null;
  subs: unknown;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

const COLUMNS =
  'parent, number, tenant_id, label, state, current, "end", subs, error, created_at, finished_at';

/**
 * Clients rarely delete their monitors, so one that ended is there for an hour, far longer than any of them looks. Its row
 * stays as history until retention takes it.
 */
const NOT_EXPIRED = `(finished_at IS NULL OR finished_at > now() - interval '1 hour')`;

/** Starts the monitor of a piece of work; its number is the next one of `parent`. */
export async function createOperation(
  sql: Sql,
  operation: { parent: string; tenantId: string; label: string | null; state: OperationState },
): Promise<OperationRecord> {
  const [row] = await sql.query<Row>(
    `WITH counter AS (
       INSERT INTO operation_counter (parent, last) VALUES ($1, 1)
       ON CONFLICT (parent) DO UPDATE SET last = operation_counter.last + 1 RETURNING last
     )
     INSERT INTO operation (parent, number, tenant_id, label, state)
     SELECT $1, last, $2, $3, $4 FROM counter RETURNING ${COLUMNS}`,
    [operation.parent, operation.tenantId, operation.label, operation.state],
  );
  if (!row) throw new Error('an operation was not written');
  return record(row);
}

export async function findOperation(
  sql: Sql,
  scope: TenantScope,
  parent: string,
  number: number,
): Promise<OperationRecord | null> {
  const [row] = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM operation
     WHERE parent = $1 AND number = $2 AND ${inScopeSql('$3')} AND ${NOT_EXPIRED}`,
    [parent, number, scopeTenants(scope)],
  );
  return row ? record(row) : null;
}

/** The newest operation of a parent that has not ended, of one tenant. */
export async function findRunningOperation(
  sql: Sql,
  parent: string,
  tenantId: string,
): Promise<OperationRecord | null> {
  const [row] = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM operation WHERE parent = $1 AND tenant_id = $2 AND finished_at IS NULL
     ORDER BY number DESC LIMIT 1`,
    [parent, tenantId],
  );
  return row ? record(row) : null;
}

/** Writes progress. A finished operation does not change any more; a deleted monitor is no error. */
export async function updateOperation(
  sql: Sql,
  parent: string,
  number: number,
  progress: OperationProgress,
  error: string | null = null,
): Promise<void> {
  await sql.execute(
    `UPDATE operation SET label = $3, state = $4, current = $5, "end" = $6, subs = $7::jsonb, error = $8,
       finished_at = CASE WHEN $4 IN ('success', 'fail') THEN now() END
     WHERE parent = $1 AND number = $2 AND finished_at IS NULL`,
    [
      parent,
      number,
      progress.label,
      progress.state,
      progress.current,
      progress.end,
      JSON.stringify(progress.subs),
      error,
    ],
  );
}

/** Removes the monitor, not the work. False: there is none. */
export async function deleteOperation(
  sql: Sql,
  scope: TenantScope,
  parent: string,
  number: number,
): Promise<boolean> {
  const gone = await sql.execute(
    `DELETE FROM operation WHERE parent = $1 AND number = $2 AND ${inScopeSql('$3')} AND ${NOT_EXPIRED}`,
    [parent, number, scopeTenants(scope)],
  );
  return gone === 1;
}

function record(row: Row): OperationRecord {
  return {
    parent: row.parent,
    number: row.number,
    tenantId: row.tenant_id,
    label: row.label,
    state: operationState.parse(row.state),
    current: row.current === null ? null : Number(row.current),
    end: row.end === null ? null : Number(row.end),
    subs: z.array(operationProgress).parse(row.subs),
    error: row.error,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
