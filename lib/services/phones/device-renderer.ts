import type { DeviceIndexRow } from '../../db/phones/load-devices';
import type { ConfigureOutcome, PatchWrite, RenderProblem } from '../../domain/phones/write';
import type { PluginLine } from '../../domain/plugins/plugin';
import { withUrlKey } from '../../domain/settings/url-key';
import { findLine } from '../../plugins/registry';
import type { EncodedFile } from '../../render/encode-file';
import type { RenderFailure } from '../../render/types';
import { canonicalJson, isJsonObject, type JsonObject } from '../../shared/json';
import type { Keyring } from '../../shared/keyring';
import type { Result } from '../../shared/result';
import type { DeviceFiles, FileOfDevice, NoFiles } from './device-files';
import type { IndexedDevice } from './device-index';
import type { Documents } from './documents';
import type { Epochs } from './epochs';
import type { FileStore } from './file-store/store';
import { patchedDevice } from './patched-row';
import type { EncodingPort, RenderPriority } from './render-port';
import { customTemplatesFor, type PhoneWorld } from './world';

export interface DeviceRendererOptions {
  world: () => PhoneWorld;
  epochs: Epochs;
  documents: Documents;
  store: FileStore;
  renderer: EncodingPort;
  keyring: Keyring;
  /** Resolves when the world is what was last announced; null: it is. */
  unsettled: () => Promise<void> | null;
  /** The database has a later row of the device than the index. */
  onNewerRow: (row: DeviceIndexRow) => void;
  /** Patches of a device that are still on their way to the database. */
  unsaved: (id: string) => readonly PatchWrite[];
  /** The rendering of a stored device had another outcome than what is stored. */
  onOutcome: (device: IndexedDevice, outcome: ConfigureOutcome) => void;
  /** Key of the tenant in the URLs that phones are given; null: URLs have none (other strategy). Undefined: no key. */
  urlKey?: (tenantId: string) => string | undefined;
}

/** What a device is made of, from the database or just decided. */
export interface RenderSubject {
  document: JsonObject;
  flattened: { raw: JsonObject; ancestors: string[] };
}

/** The outcome of a rendering, before the device has it. */
export type Rendered = { ok: true; files: DeviceFiles } | { ok: false; none: NoFiles };

/** Lists of inherited configs are few: those that devices share are kept once. */
const MAX_LISTS = 5_000;
/** How often a row is read that does not agree with the index. */
const MAX_READINGS = 5;

/** Keeps the files of devices current: knows what is stale, renders each device once however many ask for it. */
export class DeviceRenderer {
  readonly #options: DeviceRendererOptions;
  readonly #running = new Map<IndexedDevice, { priority: RenderPriority; done: Promise<void> }>();
  #awaited = 0;
  #awaitedSoFar = 0;
  readonly #failed = new Map<IndexedDevice, NoFiles>();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #texts = new Map<string, string>();

  constructor(options: DeviceRendererOptions) {
    this.#options = options;
  }

  /** Renderings under way. */
  get busy(): number {
    return this.#running.size;
  }

  /** Those among them that a phone waits for. */
  get awaited(): number {
    return this.#awaited;
  }

  /** How many renderings a phone has waited for since the start. */
  get awaitedSoFar(): number {
    return this.#awaitedSoFar;
  }

  /** True when the device's files are those of what is stored now. */
  isCurrent(device: IndexedDevice): boolean {
    const { files } = device;
    if (!files || device.gone) return false;
    const { now } = this.#options.epochs;
    if (files.currentAt === now) return true;
    if (lastChange(device) > files.epoch || this.#options.epochs.lastChange(files) > files.epoch)
      return false;
    files.currentAt = now;
    return true;
  }

  /** True when nobody but the phone itself changed anything since the device's files were rendered. */
  isOutdatedByPhoneAlone(device: IndexedDevice): boolean {
    const { files } = device;
    return (
      !!files && device.changedAt <= files.epoch && this.#options.epochs.lastChange(files) <= files.epoch
    );
  }

  /** Why the device has no current files, when that is known and nothing has changed since. */
  failure(device: IndexedDevice): NoFiles | null {
    const none = this.#failed.get(device);
    if (!none || lastChange(device) > none.epoch) return null;
    return this.#options.epochs.lastChange(none.dependencies) > none.epoch ? null : none;
  }

  /**
   * Renders the device unless that is under way already. A phone does not wait for what is under way ahead of demand: under
   * load its turn may be late. Rejects when the database is away.
   */
  refresh(device: IndexedDevice, priority: RenderPriority): Promise<void> {
    const running = this.#running.get(device);
    if (running && (running.priority === priority || priority === 'background')) return running.done;
    if (priority === 'phone') {
      this.#awaited += 1;
      this.#awaitedSoFar += 1;
    }
    const done = this.#refresh(device, priority).finally(() => {
      if (priority === 'phone') this.#awaited -= 1;
      if (this.#running.get(device)?.done === done) this.#running.delete(device);
    });
    this.#running.set(device, { priority, done });
    return done;
  }

  /** Takes the device's files away; what nobody else has of them is forgotten. */
  forget(device: IndexedDevice): void {
    this.#failed.delete(device);
    this.#release(device.files);
    device.files = null;
  }

  /** Renders a device that is not stored yet, or is about to change. */
  async render(
    line: PluginLine,
    tenantId: string,
    configId: string,
    subject: RenderSubject,
    epoch: number,
    priority: RenderPriority,
    before: DeviceFiles | null = null,
  ): Promise<Rendered> {
    const world = this.#options.world();
    const rawConfig = this.#withUrlKey(subject.flattened.raw, tenantId);
    const accounts = accountsOf(rawConfig, this.#options.keyring);
    const inherited = this.#shared(subject.flattened.ancestors.filter((id) => id !== configId));
    const dependencies = { lineId: line.id, configId, inherited };
    const none = (problem: RenderProblem): Rendered => ({
      ok: false,
      none: { reason: 'failed', epoch, problem, accounts, dependencies },
    });
    if (rawConfig === null) {
      return none({
        code: 'no_key',
        message: 'The tenant has no provisioning key, so its phones can have no URL.',
      });
    }
    const custom = customTemplatesFor(world, tenantId, line.id);
    const input = { pluginId: line.id, device: subject.document, rawConfig, now: new Date().toISOString() };
    const rendered = await this.#options.renderer.device(line, input, custom, priority);
    if (!rendered.ok) return none(problemOf(rendered.error));
    return {
      ok: true,
      // Member by member: objects made with a spread each get a hidden class of their own, which costs memory and time.
      files: {
        lineId: dependencies.lineId,
        configId: dependencies.configId,
        inherited: dependencies.inherited,
        epoch,
        currentAt: epoch,
        accounts: accounts ?? '',
        files: this.#keepFiles(rendered.value.files, before?.files ?? []),
        sipUsername: sipUsernameOf(rawConfig),
        servedAt: before?.servedAt ?? 0,
      },
    };
  }

  /** Gives the device what was rendered for it. */
  accept(device: IndexedDevice, rendered: Rendered): void {
    if (!rendered.ok) {
      this.#failed.set(device, rendered.none);
      return;
    }
    this.#failed.delete(device);
    const before = device.files;
    if (before && before.epoch > rendered.files.epoch) return this.#release(rendered.files); // overtaken
    device.files = rendered.files;
    this.#release(before);
    if (device.gone) this.forget(device);
  }

  /** The files that all devices of a line share. */
  async renderCommon(
    line: PluginLine,
    tenantId: string,
    before: readonly FileOfDevice[],
  ): Promise<Result<FileOfDevice[], RenderFailure>> {
    const world = this.#options.world();
    const custom = customTemplatesFor(world, world.masterTenant, line.id);
    const base = this.#withUrlKey(world.baseRaw, tenantId);
    if (base === null) return { ok: true, value: [] };
    const rendered = await this.#options.renderer.common(line, base, new Date().toISOString(), custom);
    return rendered.ok ? { ok: true, value: this.#keepFiles(rendered.value.files, before) } : rendered;
  }

  /** Tenants whose common files are the same have the same one: with keys in URLs each has its own. */
  commonOf(tenantId: string): string {
    return this.#options.urlKey ? tenantId : '';
  }

  release(files: readonly FileOfDevice[]): void {
    for (const file of files) this.#options.store.release(file.stored);
  }

  /** For files of a process before this one: lists and texts that many devices have are kept once. */
  sharedList(ids: readonly string[]): readonly string[] {
    return this.#shared(ids);
  }

  sharedText(text: string): string {
    return this.#text(text);
  }

  async #refresh(device: IndexedDevice, priority: RenderPriority, tries = 0): Promise<void> {
    const { documents, unsettled, unsaved } = this.#options;
    await unsettled();
    const world = this.#options.world();
    const epoch = this.#options.epochs.now;
    const { revision, tenantId } = device;
    const line = device.plugin ? findLine(world.registry, device.plugin) : null;
    if (!line) return this.#settle(device, nothing('no_plugin', device, epoch), revision);
    const configId = device.config;
    if (!configId) return this.#settle(device, nothing('no_config', device, epoch), revision);
    // What is on its way now may or may not be in the row that is read.
    const patches = unsaved(device.id);
    const [read, flattened] = await Promise.all([
      documents.device(device.id),
      documents.flatten(configId, tenantId, world),
    ]);
    if (!read || device.gone) return; // deleted: the notification is here or on its way
    const stored = patchedDevice(read, [
      ...patches,
      ...unsaved(device.id).filter((patch) => !patches.includes(patch)),
    ]);
    const { row } = stored;
    const moved = row.config !== configId || row.plugin !== device.plugin || row.tenantId !== tenantId;
    if (moved && tries < MAX_READINGS) {
      // The row is newer than the index: what was read for the old one is of no use. Or older: it is read again.
      if (read.row.revision >= device.revision) this.#options.onNewerRow(read.row);
      return this.#refresh(device, priority, tries + 1);
    }
    if (!flattened) return this.#settle(device, nothing('no_config', device, epoch), revision);
    const document = { ...stored.document, id: device.id, tenant_uuid: row.tenantId };
    const before = device.files;
    this.#settle(
      device,
      await this.render(line, row.tenantId, configId, { document, flattened }, epoch, priority, before),
      revision,
    );
  }

  #settle(device: IndexedDevice, rendered: Rendered, revision: number): void {
    this.accept(device, rendered);
    // Somebody changed the device meanwhile and decided about it: it is rendered again, and that tells what is true now.
    if (device.gone || device.revision !== revision) return;
    const outcome: ConfigureOutcome = rendered.ok
      ? { configured: true, error: null }
      : { configured: false, error: rendered.none.problem };
    if (outcome.configured !== device.configured || !rendered.ok) this.#options.onOutcome(device, outcome);
  }

  #keepFiles(files: readonly EncodedFile[], before: readonly FileOfDevice[]): FileOfDevice[] {
    const now = Math.floor(Date.now() / 1000) * 1000;
    return files.map((file) => {
      const stored = this.#options.store.put(
        Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
      );
      const same = before.find((other) => other.paths[0] === file.path && other.stored === stored);
      return {
        paths: [file.path, ...file.alsoServedAs],
        contentType: this.#text(file.contentType),
        sensitive: file.sensitive,
        trigger: file.trigger,
        modifiedAt: same?.modifiedAt ?? now,
        stored,
      };
    });
  }

  #release(files: DeviceFiles | null): void {
    if (files) this.release(files.files);
  }

  #withUrlKey(raw: JsonObject, tenantId: string): JsonObject | null {
    const { urlKey } = this.#options;
    return urlKey ? withUrlKey(raw, urlKey(tenantId)) : raw;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < 1_000) this.#texts.set(text, text);
    return text;
  }

  #shared(ids: readonly string[]): readonly string[] {
    const key = ids.join('\n');
    const known = this.#lists.get(key);
    if (known) return known;
    if (this.#lists.size < MAX_LISTS) this.#lists.set(key, ids);
    return ids;
  }
}

function nothing(reason: 'no_plugin' | 'no_config', device: IndexedDevice, epoch: number): Rendered {
  const message =
    reason === 'no_plugin'
      ? 'The device has no plugin that is installed.'
      : 'The device has no configuration that exists.';
  const dependencies = { lineId: device.plugin ?? '', configId: device.config ?? '', inherited: [] };
  return {
    ok: false,
    none: { reason, epoch, problem: { code: reason, message }, accounts: null, dependencies },
  };
}

function lastChange({ changedAt, toldAt }: IndexedDevice): number {
  return changedAt > toldAt ? changedAt : toldAt;
}

function problemOf({ code, message, template, line }: RenderFailure): RenderProblem {
  return {
    code,
    message,
    ...(template === undefined ? {} : { template }),
    ...(line === undefined ? {} : { line }),
  };
}

function accountsOf(raw: JsonObject | null, keyring: Keyring): string | null {
  if (raw === null) return null;
  return keyring.hash('accounts', canonicalJson([raw.sip_lines ?? null, raw.sccp_call_managers ?? null]));
}

/** SIP user of line 1, inherited or not. */
function sipUsernameOf(raw: JsonObject): string | null {
  const lines = raw.sip_lines;
  const first = isJsonObject(lines) ? lines['1'] : undefined;
  const name = isJsonObject(first) ? first.username : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}
