import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationRecord } from '../../db/operations/operations';
import { lineId } from '../../domain/plugins/schema';
import { installPluginJob, type InstallPluginPayload } from '../../jobs/definitions/plugins';
import { download, isWanted } from '../../packages/download';
import { workFolder, type PackageFolders } from '../../packages/folders';
import type { IndexEntry } from '../../packages/index-entries';
import { recordLine, unpackLine } from '../../packages/line-store';
import { Refusal, refusals } from '../../packages/refusal';
import { isBundled, shippedPackage } from '../../packages/shipped';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { progressOf, TrackedOperation } from '../operations/tracked';
import { giveUp, type Attempt } from './attempt';
import { authorizeManaging, pluginKey, startJob } from './manager';
import { currentIndex, downloadSettings } from './plugin-index';
import { reconfigureDevices } from './reconfigure-devices';

export const INSTALL_PLUGIN = '/pg_mgr/install/install';
export const UPGRADE_PLUGIN = '/pg_mgr/install/upgrade';
/** Of upgrades too, as clients know it. */
const LABEL = 'install';
const ARCHIVE_MS = 600_000;

/** Starts to install a plugin of the index. */
export async function installPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<OperationRecord>> {
  const folders = authorizeManaging(context, caller, 'provd.pg_mgr.install.install.create');
  if (!folders.ok) return folders;
  return start(context, caller, folders.value, id, INSTALL_PLUGIN, async () =>
    (await context.plugins.find(id))
      ? err(appError('invalid', `plugin ${id} is already installed`))
      : ok(undefined),
  );
}

/** Starts to put the version of the index in the place of the one that is installed. */
export async function upgradePlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<OperationRecord>> {
  const folders = authorizeManaging(context, caller, 'provd.pg_mgr.install.upgrade.create');
  if (!folders.ok) return folders;
  const line = await context.plugins.find(id);
  if (!line) return err(appError('invalid', `plugin ${id} is not already installed`));
  return start(context, caller, folders.value, line.id, UPGRADE_PLUGIN, async () => ok(undefined));
}

async function start(
  context: ServiceContext,
  caller: Caller,
  folders: PackageFolders,
  id: string,
  parent: string,
  check: () => Promise<Result<void>>,
): Promise<Result<OperationRecord>> {
  const fine = await check();
  if (!fine.ok) return fine;
  const found = await sourceOf(context, folders, id);
  if (!found.ok) return found;
  return startJob(context, caller, {
    definition: installPluginJob,
    parent,
    label: LABEL,
    key: pluginKey(id),
    audit: {
      action: parent === UPGRADE_PLUGIN ? 'plugin.upgrade' : 'plugin.install',
      target: `plugin/${id}`,
    },
    payload: (operation) => ({ ...operation, id }),
    check,
  });
}

interface Source {
  entry: IndexEntry;
  /** Null: of the families that come with Offhook. */
  url: URL | null;
}

/** Where the archive comes from. An unknown id is told as clients know it: in quotes. */
async function sourceOf(
  context: ServiceContext,
  folders: PackageFolders,
  id: string,
): Promise<Result<Source>> {
  const index = await currentIndex(folders);
  const entry = lineId.safeParse(id).success ? index.entries.get(id) : undefined;
  if (!entry) return err(appError('invalid', `'${id}'`));
  if (index.server === null) return ok({ entry, url: null });
  const { server } = await downloadSettings(context);
  if (server === null)
    return err(
      appError(
        'invalid',
        'No plugin server is set (parameter plugin_server), and the index is of one. Update it.',
      ),
    );
  return ok({ entry, url: new URL(entry.filename, server) });
}

/** The job. Each step may be repeated after a kill; the line counts from the moment that its record is written. */
export async function runInstallPlugin(
  context: ServiceContext,
  payload: InstallPluginPayload,
  attempt: Attempt,
): Promise<void> {
  const operation = new TrackedOperation(context.database, context.logger, payload);
  const state = new InstallState(operation);
  const done = await giveUp(attempt, () => refusals(() => install(context, payload.id, state)));
  if (!done.ok) context.logger.warn(`The plugin ${payload.id} was not installed: ${done.error.message}`);
  await operation.end(state.ended(done.ok), done.ok ? null : done.error.message);
}

async function install(context: ServiceContext, id: string, state: InstallState): Promise<void> {
  const folders = context.packages;
  if (!folders) throw new Error('a worker without a folder for plugins');
  const source = await sourceOf(context, folders, id);
  if (!source.ok) throw new Refusal(source.error.message);
  await putInPlace(context, folders, id, source.value, state);
  await context.changes.write((store) => Promise.resolve(store.announce('plugin', [id])));
  const line = await context.plugins.find(id);
  if (!line) throw new Refusal(`the plugin ${id} is installed but can't be loaded`);
  await reconfigureDevices(context, line);
}

async function putInPlace(
  context: ServiceContext,
  folders: PackageFolders,
  id: string,
  { entry, url }: Source,
  state: InstallState,
): Promise<void> {
  const family = familyOf(entry);
  // A line that comes with Offhook and was taken away is back when that is forgotten.
  if (url === null && (await isBundled(folders.shipped, family, id)))
    return recordLine(folders.root, id, null);
  const archive = join(folders.root, 'archives', entry.sha1sum);
  const work = await workFolder(folders.root);
  try {
    const file = url === null ? join(work, 'archive') : archive;
    if (url === null) {
      const built = await shippedPackage(folders.shipped, family, id);
      if (!built) throw new Refusal(`the plugin ${id} does not come with Offhook any more`);
      await writeFile(file, built.archive);
    } else if (!(await isWanted(archive, { size: entry.dsize, sha1: entry.sha1sum }))) {
      const expected = { size: entry.dsize, sha1: entry.sha1sum };
      const settings = await downloadSettings(context);
      const onProgress = (bytes: number): void => state.downloading(bytes, entry.dsize);
      onProgress(0);
      await download(url, archive, {
        ...settings,
        maxBytes: entry.dsize,
        expected,
        totalMs: ARCHIVE_MS,
        onProgress,
      });
      state.downloaded();
    }
    const { record, names } = await unpackLine(folders.root, id, { file, sha1: entry.sha1sum });
    for (const name of names) {
      const owner = await context.plugins.find(name);
      // Two owners of a name would cost one of them its whole family.
      if (owner && owner.id !== id)
        throw new Refusal(`the plugin ${id} claims "${name}", a name of ${owner.id}`);
    }
    await recordLine(folders.root, id, record);
    await rm(archive, { force: true });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Packages of Offhook name their family; those of others have none that could be shipped. */
function familyOf({ info }: IndexEntry): string {
  const { offhook } = info;
  const family =
    typeof offhook === 'object' && offhook !== null && !Array.isArray(offhook) ? offhook.family : null;
  return typeof family === 'string' ? family : '';
}

/** How far an installation is, as clients are told: the download is a part of it, when there is one. */
class InstallState {
  #download: { state: 'progress' | 'success' | 'fail'; bytes: number; of: number } | null = null;

  constructor(private readonly operation: TrackedOperation) {}

  downloading(bytes: number, of: number): void {
    this.#download = { state: 'progress', bytes, of };
    this.operation.show(this.#progress('progress'));
  }

  downloaded(): void {
    if (this.#download) this.#download.state = 'success';
    this.operation.show(this.#progress('progress'));
  }

  ended(well: boolean): ReturnType<typeof progressOf> {
    if (this.#download?.state === 'progress') this.#download.state = well ? 'success' : 'fail';
    return this.#progress(well ? 'success' : 'fail');
  }

  #progress(state: 'progress' | 'success' | 'fail'): ReturnType<typeof progressOf> {
    const { bytes, of, state: inner } = this.#download ?? { bytes: 0, of: 0, state };
    return progressOf(LABEL, state, {
      subs: this.#download ? [progressOf('download', inner, { current: bytes, end: of })] : [],
    });
  }
}
