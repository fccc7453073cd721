import { z } from 'zod';
import type { Sql } from '../../db/pool';
import {
  beginBulkJob,
  countBulkResults,
  findBulkInput,
  findBulkJob,
  finishBulkJob,
  insertBulkResults,
  listDonePositions,
  type BulkJobRecord,
} from '../../db/bulk/jobs';
import { updateOperation } from '../../db/operations/operations';
import { everywhere } from '../../domain/tenants/scope';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { applyRows } from './apply-rows';

/** Path of the operations of bulk requests. */
export const BULK_OPERATIONS = '/bulk';
export const BULK_LABEL = 'bulk';

const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: z.string(), tenant: z.string(), role: z.string() }),
  z.object({ kind: z.literal('token'), id: z.string(), tenant: z.string(), acl: z.array(z.string()) }),
]);
const storedCaller: z.ZodType<Caller> = z.object({ actor, tenant: z.string() });

/** Does what a bulk job says, with the rights of who asked for it. `last`: it is not tried again. */
export async function runBulkJob(context: ServiceContext, id: string, last: boolean): Promise<void> {
  const { sql, keyring } = context.database;
  const job = await findBulkJob(sql, everywhere(context.masterTenant), id);
  const input = job && (await findBulkInput(sql, keyring, id));
  if (!job || !input) return; // it is done, or was deleted
  try {
    await beginBulkJob(sql, id);
    await progress(sql, job, 'progress');
    const rows = z.array(z.unknown()).parse(JSON.parse(input));
    await applyRows(context, storedCaller.parse(job.caller), rows, {
      seed: id,
      mode: job.mode,
      dryRun: job.dryRun,
      done: await listDonePositions(sql, id),
      onResults: async (results, store) => {
        await insertBulkResults(store?.sql ?? sql, id, results);
        if (!store || job.mode === 'best_effort') await progress(store?.sql ?? sql, job, 'progress');
      },
    });
    const { failed } = await countBulkResults(sql, id);
    const nothingDone = job.mode === 'all_or_nothing' && failed > 0;
    await finish(sql, job, nothingDone ? 'fail' : 'success', failedText(job, failed));
  } catch (cause) {
    if (last)
      await finish(sql, job, 'fail', 'It stopped because of a fault; the log of the worker says more.');
    throw cause;
  }
}

function failedText(job: BulkJobRecord, failed: number): string | null {
  if (failed === 0) return null;
  return job.mode === 'all_or_nothing'
    ? 'Nothing was changed, because not every row could be done.'
    : `${failed} of ${job.total} rows could not be done.`;
}

async function progress(
  sql: Sql,
  job: BulkJobRecord,
  state: 'progress' | 'success' | 'fail',
  error: string | null = null,
): Promise<void> {
  const { done } = await countBulkResults(sql, job.id);
  const told = { label: BULK_LABEL, state, current: done, end: job.total, subs: [] };
  await updateOperation(sql, BULK_OPERATIONS, job.operation, told, error);
}

async function finish(
  sql: Sql,
  job: BulkJobRecord,
  state: 'success' | 'fail',
  error: string | null,
): Promise<void> {
  await progress(sql, job, state, error);
  await finishBulkJob(sql, job.id, state, error);
}
