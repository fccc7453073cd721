import type { WriteStore } from '../../db/changes';
import { withSavepoint } from '../../db/savepoint';
import { eventId } from '../../domain/webhooks/events';
import { bulkRow, type BulkMode, type BulkRow, type BulkRowResult } from '../../domain/bulk/bulk';
import type { TenantScope } from '../../domain/tenants/scope';
import type { AppError, Problem } from '../../shared/errors';
import type { Caller } from '../actor';
import { requestScope } from '../access/access';
import type { ServiceContext } from '../context';
import { applyRow } from './apply-row';
import { insideTransaction } from './inside-transaction';
import { withReasons } from './not-configured';
import { loadTemplates, type Templates } from './templates';

/** Rows of one transaction: short enough that no phone that wants to write waits long for a row. */
const CHUNK = 25;

export interface ApplyOptions {
  /** Ids of new devices follow from it and the row's position, so that doing it again makes no second one. */
  seed: string;
  mode: BulkMode;
  dryRun: boolean;
  /** Positions that are done already. */
  done?: ReadonlySet<number>;
  /** Called with results as they come; `store` is the transaction that wrote them, null: it was taken back. */
  onResults?: (results: readonly BulkRowResult[], store: WriteStore | null) => Promise<void>;
}

interface CheckedRow {
  position: number;
  row: BulkRow | null;
  problems: Problem[];
  mac: string | null;
}

/** What all rows of a request share. */
interface Work {
  context: ServiceContext;
  caller: Caller;
  scope: TenantScope;
  templates: Templates;
  options: ApplyOptions;
}

/** Does the rows, or tells what would come of them. Gives a result for each in their order. */
export async function applyRows(
  context: ServiceContext,
  caller: Caller,
  rows: readonly unknown[],
  options: ApplyOptions,
): Promise<BulkRowResult[]> {
  const checked = checkRows(rows).filter(({ position }) => !(options.done?.has(position) ?? false));
  const named = checked.flatMap(({ row }) => row ?? []);
  const work: Work = {
    context,
    caller,
    scope: await requestScope(context, caller, { recurse: true }),
    templates: await loadTemplates(context, named),
    options,
  };
  if (options.mode === 'best_effort') return inChunks(work, checked, options.dryRun);
  // First what would come of it, in short transactions; then all of it in one, if all of it can be done.
  const silent = { ...options, onResults: async () => undefined };
  const tried = await inChunks({ ...work, options: silent }, checked, true);
  const failed = tried.some(({ ok }) => !ok);
  if (options.dryRun || failed) {
    const told = failed && !options.dryRun ? tried.map(notDone) : tried;
    await options.onResults?.(told, null);
    return told;
  }
  return atOnce(work, checked);
}

/** Nothing was done, whatever could have been. */
function notDone(result: BulkRowResult): BulkRowResult {
  return result.ok
    ? { ...result, ok: false, deviceId: null, problems: [{ path: '', message: 'othersFailed' }] }
    : result;
}

async function inChunks(
  work: Work,
  rows: readonly CheckedRow[],
  takeBack: boolean,
): Promise<BulkRowResult[]> {
  const { context, scope, options } = work;
  const all: BulkRowResult[] = [];
  for (let i = 0; i < rows.length; i += CHUNK) {
    const chunk = rows.slice(i, i + CHUNK);
    const results = await transaction(context, takeBack, async (store) => {
      const found: BulkRowResult[] = [];
      for (const row of chunk)
        found.push(
          await withSavepoint(
            store.sql,
            () => applyChecked(work, row, store),
            ({ ok }) => ok,
          ),
        );
      const told = await withReasons(context, store, scope, found);
      if (!takeBack) await options.onResults?.(told, store);
      return told;
    });
    if (takeBack) await options.onResults?.(results, null);
    all.push(...results);
  }
  return all;
}

async function atOnce(work: Work, rows: readonly CheckedRow[]): Promise<BulkRowResult[]> {
  const { context, scope, options } = work;
  try {
    return await context.changes.write(async (store) => {
      const found: BulkRowResult[] = [];
      for (const row of rows) {
        const result = await applyChecked(work, row, store);
        found.push(result);
        if (!result.ok) throw new OneFailed(found);
      }
      const told = await withReasons(context, store, scope, found);
      await options.onResults?.(told, store);
      return told;
    });
  } catch (error) {
    if (!(error instanceof OneFailed)) throw error;
    // Something changed since it was tried: everything is as before.
    const rest = rows.slice(error.results.length).map((row) => resultOf(row, null, []));
    const told = [...error.results, ...rest.map((result) => ({ ...result, ok: true }))].map(notDone);
    await options.onResults?.(told, null);
    return told;
  }
}

/** Carries what was found out of a transaction that is to be taken back. */
class OneFailed extends Error {
  constructor(readonly results: BulkRowResult[]) {
    super('a row failed');
  }
}

class TakenBack<T> extends Error {
  constructor(readonly value: T) {
    super('taken back');
  }
}

async function transaction<T>(
  context: ServiceContext,
  takeBack: boolean,
  work: (store: WriteStore) => Promise<T>,
): Promise<T> {
  if (!takeBack) return context.changes.write(work);
  let found: TakenBack<T> | null = null;
  try {
    return await context.changes.write(async (store) => {
      found = new TakenBack(await work(store));
      throw found;
    });
  } catch (error) {
    if (error instanceof TakenBack && error === found) return (found as TakenBack<T>).value; // it was made two lines above
    throw error;
  }
}

async function applyChecked(work: Work, checked: CheckedRow, store: WriteStore): Promise<BulkRowResult> {
  if (!checked.row) return resultOf(checked, null, checked.problems);
  const { context, caller, templates, options } = work;
  const newId = eventId('bulk', options.seed, String(checked.position)).replaceAll('-', '');
  const inside = insideTransaction(context, store);
  const applied = await applyRow(inside, caller, checked.row, { newId, templates });
  return applied.ok
    ? { ...resultOf(checked, applied.value, []), ok: true }
    : resultOf(checked, null, problemsOf(applied.error));
}

function problemsOf(error: AppError): Problem[] {
  if (error.problems && error.problems.length > 0) return error.problems;
  return [{ path: '', message: error.code === 'unauthorized' ? 'notAllowed' : error.message }];
}

function resultOf(checked: CheckedRow, deviceId: string | null, problems: Problem[]): BulkRowResult {
  return {
    position: checked.position,
    ok: false,
    action: checked.row?.action ?? null,
    deviceId,
    mac: checked.mac,
    problems,
  };
}

/** Each row by itself, and that no two mean the same device. */
function checkRows(rows: readonly unknown[]): CheckedRow[] {
  const seen = new Set<string>();
  return rows.map((given, position) => {
    const parsed = bulkRow.safeParse(given);
    if (!parsed.success) {
      const problems = parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
      }));
      return { position, row: null, problems, mac: macOf(given) };
    }
    const row = parsed.data;
    const names = [row.mac ? `mac ${row.mac}` : '', row.id ? `id ${row.id}` : ''].filter(Boolean);
    const twice = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return twice
      ? {
          position,
          row: null,
          problems: [{ path: row.mac ? 'mac' : 'id', message: 'twice' }],
          mac: row.mac ?? null,
        }
      : { position, row, problems: [], mac: row.mac ?? null };
  });
}

function macOf(given: unknown): string | null {
  const mac: unknown = typeof given === 'object' && given !== null && 'mac' in given ? given.mac : null;
  return typeof mac === 'string' ? mac.slice(0, 30) : null;
}
