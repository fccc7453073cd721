import { enqueue } from '../../db/enqueue';
import { reconfigurePluginJob } from '../../jobs/definitions/plugins';
import { checkFamily } from '../../plugins/check';
import { formatProblem } from '../../plugins/problem';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { authorizeManaging } from './manager';
import { reconfigureDevices } from './reconfigure-devices';

/** Of 100 devices each; a request waits for no more, a job does the others. */
const PAGES_AT_ONCE = 2;

/** Makes every process read the plugin's folder again, and decides again about its devices. */
export async function reloadPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const folders = authorizeManaging(context, caller, 'provd.pg_mgr.reload.create');
  if (!folders.ok) return folders;
  const before = await context.plugins.find(id);
  const folder = before && (await context.plugins.folderOf(before.id));
  if (!before || !folder) return err(appError('invalid', `plugin ${id} is not installed`));
  const problem = (await checkFamily(folder)).problems.find(({ severity }) => severity === 'error');
  if (problem) return err(appError('invalid', formatProblem(before.family, problem)));
  await context.changes.write((store) => Promise.resolve(store.announce('plugin', [before.id])));
  const line = await context.plugins.find(before.id);
  if (!line) return err(appError('invalid', `plugin ${id} is not installed`));
  if (await reconfigureDevices(context, line, PAGES_AT_ONCE)) return ok(undefined);
  await enqueue(
    context.database.sql,
    reconfigurePluginJob,
    { plugin: line.id },
    { key: `reconfigure/${line.id}` },
  );
  return ok(undefined);
}
