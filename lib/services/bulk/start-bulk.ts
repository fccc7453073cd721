import { randomUUID } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import {
  countBulkResults,
  findBulkJob,
  insertBulkJob,
  listBulkResults,
  type BulkJobRecord,
} from '../../db/bulk/jobs';
import { enqueue } from '../../db/enqueue';
import { createOperation } from '../../db/operations/operations';
import { listSubtree } from '../../db/tenants/tenants';
import {
  BULK_AT_ONCE,
  bulkLocation,
  rowView,
  type BulkRequest,
  type BulkResultsQuery,
  type BulkRowResult,
  type BulkView,
} from '../../domain/bulk/bulk';
import { scopeOf } from '../../domain/tenants/scope';
import { bulkDevicesJob } from '../../jobs/definitions/bulk-devices';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { applyRows } from './apply-rows';
import { BULK_LABEL, BULK_OPERATIONS } from './run-bulk-job';

/** Does a few rows at once, and gives many to a worker. Each row needs the right that it would need on its own. */
export async function startBulk(
  context: ServiceContext,
  caller: Caller,
  request: BulkRequest,
): Promise<Result<BulkView>> {
  const allowed = authorize(caller, 'offhook.bulk.create');
  if (!allowed.ok) return allowed;
  const { mode, dryRun, rows } = request;
  if (rows.length <= BULK_AT_ONCE) {
    const results = await applyRows(context, caller, rows, { seed: randomUUID(), mode, dryRun });
    const failed = results.filter((result) => !result.ok).length;
    return ok({
      id: null,
      location: null,
      mode,
      dryRun,
      state: mode === 'all_or_nothing' && failed > 0 && !dryRun ? 'fail' : 'success',
      error: null,
      total: rows.length,
      done: results.length,
      failed,
      results: failedFirst(results).map(rowView),
    });
  }
  const id = randomUUID();
  await context.database.transaction(async (sql) => {
    const { number } = await createOperation(sql, {
      parent: BULK_OPERATIONS,
      tenantId: caller.tenant,
      label: BULK_LABEL,
      state: 'waiting',
    });
    await insertBulkJob(sql, context.database.keyring, {
      id,
      tenantId: caller.tenant,
      operation: number,
      caller,
      mode,
      dryRun,
      total: rows.length,
      rows: JSON.stringify(rows),
    });
    await writeAudit(sql, {
      tenantId: caller.tenant,
      actor: actorName(caller.actor),
      action: 'bulk.create',
      target: `bulk/${id}`,
      detail: { rows: rows.length, mode, dryRun },
    });
    await enqueue(sql, bulkDevicesJob, { job: id });
  });
  return ok({
    id,
    location: bulkLocation(id),
    mode,
    dryRun,
    state: 'waiting',
    error: null,
    total: rows.length,
    done: 0,
    failed: 0,
    results: [],
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How far a request of many rows is, with some of its results. */
export async function readBulk(
  context: ServiceContext,
  caller: Caller,
  id: string,
  query: BulkResultsQuery,
): Promise<Result<BulkView>> {
  const allowed = authorize(caller, 'offhook.bulk.read');
  if (!allowed.ok) return allowed;
  const { sql } = context.database;
  const scope = scopeOf(caller.tenant, await listSubtree(sql, caller.tenant));
  const job = UUID.test(id) ? await findBulkJob(sql, scope, id) : null;
  if (!job) return err(appError('not_found', 'There is no such request.'));
  const [counts, results] = await Promise.all([
    countBulkResults(sql, id),
    query.size === 0 ? [] : listBulkResults(sql, id, query),
  ]);
  return ok(view(job, counts, results));
}

function view(
  job: BulkJobRecord,
  counts: { done: number; failed: number },
  results: BulkRowResult[],
): BulkView {
  return {
    id: job.id,
    location: bulkLocation(job.id),
    mode: job.mode,
    dryRun: job.dryRun,
    state: job.state,
    error: job.error,
    total: job.total,
    ...counts,
    results: results.map(rowView),
  };
}

function failedFirst(results: readonly BulkRowResult[]): BulkRowResult[] {
  return [...results.filter(({ ok: done }) => !done), ...results.filter(({ ok: done }) => done)];
}
