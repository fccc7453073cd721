import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findRunningOperation, type OperationRecord } from '../../db/operations/operations';
import { updatePluginIndexJob } from '../../jobs/definitions/plugins';
import { download } from '../../packages/download';
import { workFolder } from '../../packages/folders';
import { readIndex } from '../../packages/index-entries';
import { refusals } from '../../packages/refusal';
import { shippedIndex } from '../../packages/shipped';
import { ok, type Result } from '../../shared/result';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { progressOf, TrackedOperation } from '../operations/tracked';
import { giveUp, type Attempt } from './attempt';
import { authorizeManaging, startJob } from './manager';
import { downloadSettings, storeIndex } from './plugin-index';

export const UPDATE_INDEX = '/pg_mgr/install/update';
const LABEL = 'update';
const MAX_INDEX_BYTES = 32 * 1024 ** 2;
const INDEX_MS = 120_000;
/**
 * How long it is tried again: the operation that kept this one from starting may have ended since, and of several that wait
 * for that one begins and may have ended as well before the others look.
 */
const PATIENCE_MS = 10_000;

/** Starts to bring the index up to date. While that runs already, the same operation is given. */
export async function updatePluginIndex(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<OperationRecord>> {
  const allowed = authorizeManaging(context, caller, 'provd.pg_mgr.install.update.create');
  if (!allowed.ok) return allowed;
  const running = async () => findRunningOperation(context.database.sql, UPDATE_INDEX, caller.tenant);
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const before = await running();
    if (before) return ok(before);
    const started = await startJob(context, caller, {
      definition: updatePluginIndexJob,
      parent: UPDATE_INDEX,
      label: LABEL,
      key: 'plugin-index',
      audit: { action: 'plugin.update-index', target: 'plugin-index' },
      payload: (operation) => operation,
    });
    if (started.ok || Date.now() >= until) return started;
  }
}

/** The job. A failure keeps the index that is there. */
export async function runUpdateIndex(
  context: ServiceContext,
  place: { parent: string; number: number },
  attempt: Attempt,
): Promise<void> {
  const operation = new TrackedOperation(context.database, context.logger, place);
  let bytes = 0;
  const work = async (): Promise<Result<void>> => {
    const folders = context.packages;
    if (!folders) throw new Error('a worker without a folder for plugins');
    const settings = await downloadSettings(context);
    if (settings.server === null) {
      await storeIndex(folders, null, await shippedIndex(folders.shipped));
      return ok(undefined);
    }
    const server = settings.server;
    const folder = await workFolder(folders.root);
    const file = join(folder, 'plugins.db');
    try {
      return await refusals(async () => {
        await download(new URL('plugins.db', server), file, {
          ...settings,
          maxBytes: MAX_INDEX_BYTES,
          totalMs: INDEX_MS,
          onProgress: (count) => {
            bytes = count;
            operation.show(progressOf(LABEL, 'progress', { current: count }));
          },
        });
        bytes = (await stat(file)).size;
        await storeIndex(folders, server, readIndex(await readFile(file, 'utf8')));
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const done = await giveUp(attempt, work);
  if (!done.ok) context.logger.warn(`The plugin index was not updated: ${done.error.message}`);
  const state = done.ok ? 'success' : 'fail';
  await operation.end(progressOf(LABEL, state, { current: bytes }), done.ok ? null : done.error.message);
}
