import { rm } from 'node:fs/promises';
import { listPackages, savePackage, type PackageRecord } from '../../db/packages/packages';
import type { OperationRecord } from '../../db/operations/operations';
import type { PackageDefinition } from '../../domain/plugins/firmware';
import { installPackageJob, type InstallPackagePayload } from '../../jobs/definitions/plugins';
import { Budget, FIRMWARE_LIMITS } from '../../packages/budget';
import { download } from '../../packages/download';
import { cachedFile, findCached, putFiles, takeFiles } from '../../packages/firmware-store';
import { workFolder, type PackageFolders } from '../../packages/folders';
import { Refusal, refusals } from '../../packages/refusal';
import { runSteps } from '../../packages/run-steps';
import type { OperationProgress } from '../../domain/operations/progress';
import { appError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { err, type Result } from '../../shared/result';
import { rightPart } from '../access/acl';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { progressOf, TrackedOperation } from '../operations/tracked';
import { giveUp, type Attempt } from './attempt';
import { packagesOf } from './list-installable';
import { authorizeManaging, pluginKey, startJob } from './manager';
import { downloadSettings } from './plugin-index';

const LABEL = 'install_pkg';
/** For a file of a package: vendors' sites are slow. */
const FILE_MS = 3_600_000;

/** Starts to install a package of a plugin, or to bring it up to date. `path`: of the resource, below the version. */
export async function installPackage(
  context: ServiceContext,
  caller: Caller,
  options: { plugin: string; id: string; verb: 'install' | 'upgrade'; path: string },
): Promise<Result<OperationRecord>> {
  const { plugin, id, verb, path } = options;
  const right = `provd.pg_mgr.plugins.${rightPart(plugin)}.install.${verb}.create`;
  const folders = authorizeManaging(context, caller, right);
  if (!folders.ok) return folders;
  const definitions = await packagesOf(context, plugin);
  if (!definitions.ok) return definitions;
  const line = await context.plugins.find(plugin);
  if (!line || !definitions.value.some((one) => one.id === id))
    return err(appError('invalid', 'package not found'));
  return startJob(context, caller, {
    definition: installPackageJob,
    parent: path,
    label: LABEL,
    key: pluginKey(line.id),
    audit: { action: `package.${verb}`, target: `plugin/${line.id}/package/${id}` },
    payload: (operation) => ({ ...operation, plugin: line.id, id }),
  });
}

/** The job. Nothing that phones see changes before every file of the package is there, checked and unpacked. */
export async function runInstallPackage(
  context: ServiceContext,
  payload: InstallPackagePayload,
  attempt: Attempt,
): Promise<void> {
  const operation = new TrackedOperation(context.database, context.logger, payload);
  const state = new PackageState(operation);
  const done = await giveUp(attempt, () => refusals(() => install(context, payload, state)));
  if (!done.ok)
    context.logger.warn(
      `The package ${payload.id} of ${payload.plugin} was not installed: ${done.error.message}`,
    );
  await operation.end(state.ended(done.ok), done.ok ? null : done.error.message);
}

async function install(
  context: ServiceContext,
  { plugin, id }: { plugin: string; id: string },
  state: PackageState,
): Promise<void> {
  const folders = context.packages;
  const familyFolder = await context.plugins.folderOf(plugin);
  if (!folders || familyFolder === null) throw new Refusal(`the plugin ${plugin} is not installed any more`);
  const definitions = await packagesOf(context, plugin);
  if (!definitions.ok) throw new Refusal(definitions.error.message);
  const { sql } = context.database;
  const installed = await listPackages(sql, plugin);
  const wanted = withDependencies(definitions.value, id, new Set(installed.map((one) => one.id)));
  const files = await fetchFiles(context, folders, plugin, familyFolder, wanted, state);
  state.installing();
  for (const definition of wanted) {
    const record = await put(context, folders, plugin, definition, files, definition.id === id);
    await savePackage(sql, record);
  }
  await context.changes.write((store) => Promise.resolve(store.announce('plugin', [plugin])));
  for (const { files: own } of wanted) {
    for (const file of own) await rm(cachedFile(folders.root, plugin, file), { force: true });
  }
}

/** What a package needs that is not installed comes before it. */
function withDependencies(
  definitions: readonly PackageDefinition[],
  id: string,
  installed: ReadonlySet<string>,
): PackageDefinition[] {
  const ordered: PackageDefinition[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    const definition = definitions.find((one) => one.id === name);
    if (!definition)
      throw new Refusal(`the package ${above.at(-1) ?? id} needs ${name}, which the plugin does not have`);
    if (above.includes(name)) throw new Refusal('the packages need each other in a circle');
    for (const needed of definition.depends.filter((one) => !installed.has(one)))
      visit(needed, [...above, name]);
    if (!ordered.includes(definition)) ordered.push(definition);
  };
  visit(id, []);
  return ordered;
}

/** Where each file is, by its checksum. */
async function fetchFiles(
  context: ServiceContext,
  folders: PackageFolders,
  plugin: string,
  familyFolder: string,
  wanted: readonly PackageDefinition[],
  state: PackageState,
): Promise<Map<string, string>> {
  const all = new Map(wanted.flatMap(({ files }) => files.map((file) => [file.sha1, file] as const)));
  const found = new Map<string, string>();
  const missing = [];
  for (const file of all.values()) {
    const path = await findCached(folders.root, plugin, familyFolder, file);
    if (path === null) missing.push(file);
    else found.set(file.sha1, path);
  }
  const unavailable = missing.find(({ url }) => url === '');
  if (unavailable)
    throw new Refusal(
      `${unavailable.name} can't be downloaded: its vendor asks for a login. Put the file into ${cachedFile('packages', plugin, unavailable)} below the data folder of the server`,
    );
  state.toDownload(missing.map(({ size }) => size));
  for (const [index, file] of missing.entries()) {
    const path = cachedFile(folders.root, plugin, file);
    await download(new URL(file.url), path, {
      ...(await downloadSettings(context)),
      maxBytes: file.size,
      expected: file,
      totalMs: FILE_MS,
      onProgress: (bytes) => state.downloading(index, bytes),
    });
    state.downloaded(index);
    found.set(file.sha1, path);
  }
  return found;
}

async function put(
  context: ServiceContext,
  folders: PackageFolders,
  plugin: string,
  definition: PackageDefinition,
  files: ReadonlyMap<string, string>,
  explicit: boolean,
): Promise<PackageRecord> {
  const work = await workFolder(folders.root);
  try {
    const named = new Map(definition.files.map(({ name, sha1 }) => [name, files.get(sha1) ?? '']));
    const result = await runSteps(definition.steps, named, work, new Budget(FIRMWARE_LIMITS));
    const others = await listPackages(context.database.sql, plugin);
    const owned = new Set(others.flatMap((one) => one.files));
    const made = await putFiles(folders.firmware, plugin, result, owned);
    // What the version before had and this one has not.
    const kept = new Set([
      ...made,
      ...others.filter((one) => one.id !== definition.id).flatMap((one) => one.files),
    ]);
    const before = others.find((one) => one.id === definition.id)?.files ?? [];
    await takeFiles(folders.firmware, plugin, before, kept);
    return {
      pluginId: plugin,
      id: definition.id,
      version: definition.version,
      files: made,
      info: infoOf(definition, explicit),
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function infoOf(
  { id, version, description, depends, files }: PackageDefinition,
  explicit: boolean,
): JsonObject {
  const { en, ...others } = description;
  const texts = Object.entries(others).map(([language, text]) => [`description_${language}`, text]);
  return {
    id,
    version,
    description: en ?? Object.values(others)[0] ?? '',
    ...Object.fromEntries(texts),
    depends,
    dsize: files.reduce((sum, { size }) => sum + size, 0),
    explicit_install: explicit,
  };
}

/** `install_pkg|progress(download|progress(progress;100/57))(install|waiting)` */
class PackageState {
  #files: OperationProgress[] = [];
  #phase: 'download' | 'install' = 'download';

  constructor(private readonly operation: TrackedOperation) {}

  toDownload(sizes: readonly number[]): void {
    this.#files = sizes.map((end) => progressOf(null, 'waiting', { current: 0, end }));
    this.#show();
  }

  downloading(index: number, current: number): void {
    this.#change(index, 'progress', current);
  }

  downloaded(index: number): void {
    this.#change(index, 'success', this.#files[index]?.end ?? 0);
  }

  installing(): void {
    this.#phase = 'install';
    this.#show();
  }

  ended(well: boolean): OperationProgress {
    const state: OperationProgress['state'] = well ? 'success' : 'fail';
    const files = this.#files.map((file) => (file.state === 'progress' ? { ...file, state } : file));
    const [download, install] =
      this.#phase === 'download' ? ([state, 'waiting'] as const) : (['success', state] as const);
    return this.#progress(
      state,
      progressOf('download', download, { subs: files }),
      progressOf('install', install),
    );
  }

  #change(index: number, state: OperationProgress['state'], current: number): void {
    this.#files = this.#files.map((file, at) => (at === index ? { ...file, state, current } : file));
    this.#show();
  }

  #show(): void {
    const [download, install] =
      this.#phase === 'download' ? (['progress', 'waiting'] as const) : (['success', 'progress'] as const);
    this.operation.show(
      this.#progress(
        'progress',
        progressOf('download', download, { subs: this.#files }),
        progressOf('install', install),
      ),
    );
  }

  #progress(state: OperationProgress['state'], ...subs: OperationProgress[]): OperationProgress {
    return progressOf(LABEL, state, { subs });
  }
}
