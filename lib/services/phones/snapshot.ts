import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../shared/json';
import type { Keyring } from '../../shared/keyring';
import type { Logger } from '../../shared/logger';
import type { FileOfDevice } from './device-files';
import type { DeviceIndex } from './device-index';
import type { DeviceRenderer } from './device-renderer';
import type { Epochs } from './epochs';
import type { FileStore } from './file-store/store';
import { customTemplatesFor, type PhoneWorld } from './world';

/**
 * Which files on disk are whose, written when the process ends in order, so that the next one need not render them anew.
 * A device's files are taken over only if nothing they were made of has changed: its own revision and that of every
 * config, the line with its custom templates, the base settings, the program itself.
 */
export interface SnapshotTools {
  folder: string;
  keyring: Keyring;
  logger: Logger;
  index: DeviceIndex;
  epochs: Epochs;
  store: FileStore;
  renderer: DeviceRenderer;
  world: PhoneWorld;
  /** Changes with the program. */
  buildId: string;
  /** Revisions of those configs that exist. */
  configRevisions: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

const NAME = 'snapshot';
const CONTEXT = 'phone-snapshot';
const IDS_PER_READ = 5_000;

const fileEntry = z.object({
  paths: z.array(z.string()),
  type: z.string(),
  sensitive: z.boolean(),
  trigger: z.boolean(),
  modifiedAt: z.number(),
  hash: z.string(),
  size: z.number(),
  segment: z.number(),
  offset: z.number(),
  length: z.number(),
});
const deviceEntry = z.object({
  id: z.string(),
  revision: z.number(),
  line: z.string(),
  config: z.string(),
  inherited: z.array(z.string()),
  accounts: z.string(),
  sip: z.string().nullable(),
  servedAt: z.number(),
  files: z.array(fileEntry),
});
const snapshot = z.object({
  version: z.literal(1),
  world: z.string(),
  lines: z.record(z.string(), z.string()),
  configs: z.record(z.string(), z.number()),
  segments: z.array(z.object({ id: z.number(), size: z.number() })),
  devices: z.array(deviceEntry),
});
type DeviceEntry = z.infer<typeof deviceEntry>;

/**
 * `settle`: resolves when every change that was committed before it was called has been taken in. It runs after the
 * revisions were read, so that a device that still counts as current was rendered from these revisions.
 */
export async function saveSnapshot(tools: SnapshotTools, settle: () => Promise<void>): Promise<void> {
  const { index, store, renderer, world, folder, keyring, logger } = tools;
  if (!store.disk) return;
  try {
    await store.flush();
    const configs = await readRevisions(
      tools,
      [...index.all()].flatMap((device) =>
        device.files ? [device.files.configId, ...device.files.inherited] : [],
      ),
    );
    await settle();
    const devices: DeviceEntry[] = [];
    for (const device of index.all()) {
      const { files } = device;
      if (!files || device.pending || device.revision === 0 || !renderer.isCurrent(device)) continue;
      const entries = files.files.flatMap((file) => entryOf(file));
      if (entries.length < files.files.length) continue;
      devices.push({
        id: device.id,
        revision: device.revision,
        line: files.lineId,
        config: files.configId,
        inherited: [...files.inherited],
        accounts: files.accounts,
        sip: files.sipUsername,
        servedAt: files.servedAt,
        files: entries,
      });
    }
    const lines = Object.fromEntries(world.lines.map((line) => [line.id, lineRevision(world, line.id)]));
    const text = JSON.stringify({
      version: 1,
      world: worldOf(tools),
      lines,
      configs: Object.fromEntries(configs),
      segments: store.disk.segments(),
      devices,
    });
    const file = join(folder, NAME);
    await writeFile(`${file}.new`, keyring.sealBytes(Buffer.from(text), CONTEXT), { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    logger.info({ err: error }, 'the rendered files are not kept for the next start');
  }
}

/** Takes over what is still true. The snapshot is gone afterwards: it holds for one start. */
export async function restoreSnapshot(tools: SnapshotTools): Promise<number> {
  const { folder, index, store, renderer, world, epochs, logger } = tools;
  const { disk } = store;
  if (!disk) return 0;
  const saved = await readSnapshot(tools);
  await rm(join(folder, NAME), { force: true });
  const usable = saved !== null && saved.world === worldOf(tools);
  const segments = disk.adopt(usable ? saved.segments : []);
  if (!usable) return 0;
  const revisions = await readRevisions(tools, Object.keys(saved.configs));
  const unchanged = (id: string): boolean => revisions.get(id) === saved.configs[id];
  let restored = 0;
  for (const entry of saved.devices) {
    const device = index.get(entry.id);
    if (!device || device.files || device.revision !== entry.revision || device.config !== entry.config)
      continue;
    if (saved.lines[entry.line] !== lineRevision(world, entry.line)) continue;
    if (![entry.config, ...entry.inherited].every(unchanged)) continue;
    const files = entry.files.map((file): FileOfDevice => {
      const stored = store.restore(file.hash, file.size);
      disk.place(stored, segments.get(file.segment), file.offset, file.length);
      return {
        paths: file.paths,
        contentType: renderer.sharedText(file.type),
        sensitive: file.sensitive,
        trigger: file.trigger,
        modifiedAt: file.modifiedAt,
        stored,
      };
    });
    device.files = {
      lineId: entry.line,
      configId: entry.config,
      inherited: renderer.sharedList(entry.inherited),
      epoch: epochs.now,
      currentAt: epochs.now,
      accounts: entry.accounts,
      sipUsername: entry.sip,
      servedAt: entry.servedAt,
      files,
    };
    restored += 1;
  }
  logger.info({ devices: restored }, 'rendered files of the last run are used again');
  return restored;
}

async function readSnapshot({
  folder,
  keyring,
  logger,
}: SnapshotTools): Promise<z.infer<typeof snapshot> | null> {
  const sealed = await readFile(join(folder, NAME)).catch(() => null);
  if (!sealed) return null;
  const opened = keyring.openBytes(sealed, CONTEXT);
  try {
    const parsed = opened.ok ? snapshot.safeParse(JSON.parse(opened.value.toString())) : null;
    if (parsed?.success) return parsed.data;
  } catch {
    // as below
  }
  logger.info('what is left of the last run can not be used');
  return null;
}

async function readRevisions(tools: SnapshotTools, ids: readonly string[]): Promise<Map<string, number>> {
  const wanted = [...new Set(ids)];
  const revisions = new Map<string, number>();
  for (let i = 0; i < wanted.length; i += IDS_PER_READ) {
    const part = await tools.configRevisions(wanted.slice(i, i + IDS_PER_READ));
    for (const [id, revision] of part) revisions.set(id, revision);
  }
  return revisions;
}

function entryOf({
  paths,
  contentType,
  sensitive,
  trigger,
  modifiedAt,
  stored,
}: FileOfDevice): z.infer<typeof fileEntry>[] {
  const { hash, size, segment, offset, length } = stored;
  if (!segment) return [];
  return [
    {
      paths: [...paths],
      type: contentType,
      sensitive,
      trigger,
      modifiedAt,
      hash,
      size,
      segment: segment.id,
      offset,
      length,
    },
  ];
}

function worldOf({ world, buildId }: SnapshotTools): string {
  return canonicalJson([
    buildId,
    world.masterTenant,
    world.baseRaw,
    [...world.tenantParents].sort(([a], [b]) => (a < b ? -1 : 1)),
    [...world.keyByTenant].map(([id, key]) => [id, key]),
  ]);
}

function lineRevision(world: PhoneWorld, id: string): string {
  const line = world.registry.lines.get(id);
  const templates = [...world.templates.keys()]
    .filter((key) => key.endsWith(`/${id}`))
    .map((key) => {
      const tenant = key.slice(0, -id.length - 1);
      return `${tenant}=${customTemplatesFor(world, tenant, id)?.revision ?? ''}`;
    });
  return line ? `${line.revision} ${templates.join()}` : 'none';
}
