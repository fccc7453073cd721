import { z } from 'zod';
import {
  bulkAction,
  bulkMode,
  type BulkMode,
  type BulkResultsQuery,
  type BulkRowResult,
} from '../../domain/bulk/bulk';
import { operationState, type OperationState } from '../../domain/operations/progress';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Keyring } from '../../shared/keyring';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';
import { openValue, sealValue } from '../secrets';

export interface BulkJobRecord {
  id: string;
  tenantId: string;
  /** Number of its operation. */
  operation: number;
  caller: unknown;
  mode: BulkMode;
  dryRun: boolean;
  total: number;
  state: OperationState;
  error: string | null;
}

interface Row extends Omit<BulkJobRecord, 'mode' | 'state'> {
  mode: string;
  state: string;
}

const COLUMNS = `id, tenant_id AS "tenantId", operation, caller, mode, dry_run AS "dryRun", total, state, error`;

/** The rows may hold passwords: they are sealed, and kept until the job is done. */
export async function insertBulkJob(
  sql: Sql,
  keyring: Keyring,
  job: Omit<BulkJobRecord, 'state' | 'error'> & { rows: string },
): Promise<void> {
  await sql.execute(
    `INSERT INTO bulk_job (id, tenant_id, operation, caller, mode, dry_run, total, input)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)`,
    [
      job.id,
      job.tenantId,
      job.operation,
      JSON.stringify(job.caller),
      job.mode,
      job.dryRun,
      job.total,
      sealValue(keyring, inputPlace(job.id), job.rows),
    ],
  );
}

export async function findBulkJob(sql: Sql, scope: TenantScope, id: string): Promise<BulkJobRecord | null> {
  const [row] = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM bulk_job WHERE id = $1 AND ${inScopeSql('$2')}`,
    [id, scopeTenants(scope)],
  );
  return row ? { ...row, mode: bulkMode.parse(row.mode), state: operationState.parse(row.state) } : null;
}

/** The rows as JSON; null: the job is done. */
export async function findBulkInput(sql: Sql, keyring: Keyring, id: string): Promise<string | null> {
  const [row] = await sql.query<{ input: string | null }>('SELECT input FROM bulk_job WHERE id = $1', [id]);
  return row?.input ? openValue(keyring, inputPlace(id), row.input) : null;
}

export async function beginBulkJob(sql: Sql, id: string): Promise<void> {
  await sql.execute(`UPDATE bulk_job SET state = 'progress' WHERE id = $1 AND finished_at IS NULL`, [id]);
}

/** The rows are forgotten with it. */
export async function finishBulkJob(
  sql: Sql,
  id: string,
  state: 'success' | 'fail',
  error: string | null,
): Promise<void> {
  await sql.execute(
    `UPDATE bulk_job SET state = $2, error = $3, input = NULL, finished_at = now() WHERE id = $1 AND finished_at IS NULL`,
    [id, state, error],
  );
}

export async function insertBulkResults(
  sql: Sql,
  id: string,
  results: readonly BulkRowResult[],
): Promise<void> {
  await sql.execute(
    `INSERT INTO bulk_result (job_id, position, ok, action, device_id, mac, problems)
     SELECT $1, position, ok, action, device_id, mac, problems::jsonb
     FROM unnest($2::int[], $3::bool[], $4::text[], $5::text[], $6::text[], $7::text[])
       AS r(position, ok, action, device_id, mac, problems) ON CONFLICT DO NOTHING`,
    [
      id,
      results.map((r) => r.position),
      results.map((r) => r.ok),
      results.map((r) => r.action),
      results.map((r) => r.deviceId),
      results.map((r) => r.mac),
      results.map((r) => (r.problems.length > 0 ? JSON.stringify(r.problems) : null)),
    ],
  );
}

const problems = z.array(z.object({ path: z.string(), message: z.string() }));

export async function listBulkResults(
  sql: Sql,
  id: string,
  query: BulkResultsQuery,
): Promise<BulkRowResult[]> {
  const rows = await sql.query<{
    position: number;
    ok: boolean;
    action: string | null;
    device_id: string | null;
    mac: string | null;
    problems: unknown;
  }>(
    `SELECT position, ok, action, device_id, mac, problems FROM bulk_result
     WHERE job_id = $1 AND position >= $2 AND (NOT $3 OR NOT ok) ORDER BY position LIMIT $4`,
    [id, query.from, query.failed === 'true', query.size],
  );
  return rows.map((row) => ({
    position: row.position,
    ok: row.ok,
    action: row.action === null ? null : bulkAction.parse(row.action),
    deviceId: row.device_id,
    mac: row.mac,
    problems: row.problems === null ? [] : problems.parse(row.problems),
  }));
}

export async function countBulkResults(sql: Sql, id: string): Promise<{ done: number; failed: number }> {
  const [row] = await sql.query<{ done: number; failed: number }>(
    `SELECT count(*)::int AS done, count(*) FILTER (WHERE NOT ok)::int AS failed FROM bulk_result WHERE job_id = $1`,
    [id],
  );
  return row ?? { done: 0, failed: 0 };
}

/** Positions that are done already: a job that was interrupted goes on behind them. */
export async function listDonePositions(sql: Sql, id: string): Promise<Set<number>> {
  const rows = await sql.query<{ position: number }>('SELECT position FROM bulk_result WHERE job_id = $1', [
    id,
  ]);
  return new Set(rows.map(({ position }) => position));
}

/** Deletes at most `limit` jobs that ended more than `days` ago, with their results. */
export async function pruneBulkJobs(sql: Sql, days: number, limit: number): Promise<number> {
  return sql.execute(
    `DELETE FROM bulk_job WHERE id IN (SELECT id FROM bulk_job WHERE created_at < now() - $1 * interval '1 day'
       AND finished_at IS NOT NULL LIMIT $2)`,
    [days, limit],
  );
}

/** Where the sealed rows stand: they are useless in another job. */
export function inputPlace(id: string): string {
  return `bulk/${id}/input`;
}
