import type { DeviceIndexRow } from '../../db/phones/load-devices';
import type { World } from '../../db/phones/read-world';
import type { Change } from '../../domain/changes/change';
import { patchOf, type CreateWrite, type PatchWrite } from '../../domain/phones/write';
import { findLine, type PluginRegistry } from '../../plugins/registry';
import { canonicalJson } from '../../shared/json';
import type { Logger } from '../../shared/logger';
import type { AutocreateTemplate } from './autocreate';
import type { DeviceIndex, IndexedDevice } from './device-index';
import type { Documents } from './documents';
import type { Epochs } from './epochs';
import { patchedParts } from './patched-row';
import { buildWorld, updateWorld, type FixedSettings, type PhoneWorld } from './world';

export interface StateReaders {
  world(): Promise<World>;
  registry(): Promise<PluginRegistry>;
  devices(): AsyncIterable<readonly DeviceIndexRow[]>;
  rows(ids: readonly string[]): Promise<readonly DeviceIndexRow[]>;
  rowsByMac(macs: readonly string[]): Promise<readonly DeviceIndexRow[]>;
  autocreateTemplate(): Promise<AutocreateTemplate | null>;
  lastRevision(): Promise<number>;
  configsSince(revision: number): Promise<readonly string[]>;
  existingConfigs(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface PhoneStateOptions {
  readers: StateReaders;
  index: DeviceIndex;
  epochs: Epochs;
  documents: Documents;
  fixed: FixedSettings;
  logger: Logger;
  /** Id of this process: its own changes are here already. */
  origin: string;
  /** Patches of a device that are still on their way to the database. */
  unsaved: (id: string) => readonly PatchWrite[];
  /** A device is gone: its files go. */
  onGone: (device: IndexedDevice) => void;
  /** Nothing that was decided about any phone holds. */
  onWorldChanged: () => void;
  /** Devices that others made or changed: their files are made ready. */
  onDevicesChanged: (devices: readonly IndexedDevice[]) => void;
  /** Configs (of `ids`; null: any), settings, templates or plugins changed: what was warm is made warm again. */
  onInputsChanged: () => void;
}

/** Transactions end in another order than they took their revisions in: this far behind the last one it is read again. */
const REVISION_MARGIN = 10_000;
const RETRY_MS = 500;
const FOREIGN_MS = 10_000;

/** What this process knows, kept equal to the database by its notifications. */
export class PhoneState {
  readonly #options: PhoneStateOptions;
  #world: PhoneWorld | null = null;
  #unsettled: Promise<void> | null = null;
  #stale = { registry: false, world: false };
  #template: AutocreateTemplate | null | undefined;
  #templateEpoch = 0;
  #revision = 0;
  /** Ids deleted while pages of devices are being read. */
  #deletedMeanwhile: Set<string> | null = null;
  #waitingRows = new Map<string, IndexedDevice | null>();
  /** The reading that takes in what waits now, after those before it. */
  #nextReading: Promise<void> | null = null;
  #lastReading: Promise<void> = Promise.resolve();
  /** Devices that others changed a moment ago. */
  #foreign = new Set<string>();
  #foreignSince = 0;

  constructor(options: PhoneStateOptions) {
    this.#options = options;
  }

  world(): PhoneWorld {
    if (!this.#world) throw new Error('asked before the first load');
    return this.#world;
  }

  unsettled(): Promise<void> | null {
    return this.#unsettled;
  }

  /** Reads everything for the first time, or, after notifications were lost, finds out what changed. */
  async load(): Promise<void> {
    const { readers, epochs } = this.#options;
    const since = this.#revision;
    const revision = await readers.lastRevision();
    await this.#loadWorld(true);
    await this.#loadDevices();
    if (since > 0) {
      for (const id of await readers.configsSince(since - REVISION_MARGIN)) this.#configChanged(id);
      await this.#findDeletedConfigs();
      this.#template = undefined;
      epochs.tick();
      this.#options.onInputsChanged();
    }
    this.#revision = Math.max(this.#revision, revision);
  }

  /**
   * Takes a change in. When it returns, nothing that it supersedes is given to a phone. Who finds a device by what the
   * change made of it (a new one by its MAC address, the holder of an address) does so when the promise resolves; null:
   * at once. It does not reject.
   */
  apply(change: Change): Promise<void> | null {
    this.#revision = Math.max(this.#revision, Number(change.revision) || 0);
    const own = change.origin === this.#options.origin;
    switch (change.kind) {
      case 'config':
        if (!own) this.#configsChanged(change.ids);
        return null;
      case 'device':
        if (own) this.#ownDevicesChanged(change.ids ?? []);
        else this.#devicesChanged(change);
        return this.#nextReading;
      case 'template':
        this.#linesChanged(change.ids);
        this.#reload(false);
        return null;
      case 'plugin':
        this.#linesChanged(change.ids);
        this.#reload(true);
        return null;
      case 'setting':
      case 'tenant':
        this.#options.epochs.allChanged();
        this.#options.onWorldChanged();
        this.#reload(false);
        return null;
    }
  }

  /** The template of automatic configs as it is now. */
  async autocreateTemplate(): Promise<AutocreateTemplate | null> {
    if (this.#template !== undefined) return this.#template;
    const epoch = ++this.#templateEpoch;
    const template = await this.#options.readers.autocreateTemplate();
    if (epoch === this.#templateEpoch) this.#template = template;
    return template;
  }

  /** Another process made a device with this MAC address. */
  async rereadMac(mac: string): Promise<void> {
    for (const row of await this.#options.readers.rowsByMac([mac])) this.#put(row);
  }

  /** A row that turned out to be newer than the index. */
  newerRow(row: DeviceIndexRow): void {
    this.#put(row);
  }

  /**
   * A device that was made here is not stored, since another process was faster with its MAC address: that one is the
   * phone. Returns what the phone told us and the stored device may not know.
   */
  async adopt({ id, members }: CreateWrite): Promise<PatchWrite | null> {
    const { index } = this.#options;
    this.#remove(id);
    if (members.mac === undefined) return null;
    await this.rereadMac(members.mac);
    const device = index.first('mac', members.mac);
    if (!device) return null;
    const told: CreateWrite['members'] = { ...members };
    delete told.config;
    const patch = patchOf(device.id, { ifAbsent: told });
    index.change(device, patchedParts(device, patch));
    device.toldAt = device.touchedAt = this.#options.epochs.tick();
    return patch;
  }

  #configsChanged(ids: readonly string[] | null): void {
    this.#forgetTemplate();
    if (ids === null) {
      this.#options.documents.forgetAll();
      this.#options.epochs.allChanged();
    } else for (const id of ids) this.#configChanged(id);
    this.#options.onInputsChanged();
  }

  #configChanged(id: string): void {
    this.#options.documents.forgetConfig(id);
    this.#options.epochs.configChanged(id);
  }

  #forgetTemplate(): void {
    this.#template = undefined;
    this.#templateEpoch += 1;
  }

  #linesChanged(ids: readonly string[] | null): void {
    const { epochs } = this.#options;
    if (ids === null || !this.#world) epochs.allChanged();
    else for (const id of ids) epochs.lineChanged(findLine(this.#world.registry, id)?.id ?? id);
    this.#options.onWorldChanged();
  }

  #devicesChanged(change: Change): void {
    const { index, epochs } = this.#options;
    if (change.ids === null) {
      epochs.allChanged();
      this.#options.onWorldChanged();
      this.#unsettle(() => this.#loadDevices());
      return;
    }
    for (const id of change.ids) {
      if (change.action === 'deleted') this.#remove(id);
      else {
        this.#rememberForeign(id);
        const device = index.get(id);
        if (device) device.changedAt = device.touchedAt = epochs.tick();
        this.#readRow(id);
      }
    }
  }

  #rememberForeign(id: string): void {
    const now = Date.now();
    if (now - this.#foreignSince > FOREIGN_MS) {
      this.#foreign = new Set();
      this.#foreignSince = now;
    }
    this.#foreign.add(id);
  }

  /** Ours, and known already, unless a row that was read meanwhile hid it again. */
  #ownDevicesChanged(ids: readonly string[]): void {
    for (const id of ids) if (this.#foreign.has(id)) this.#readRow(id);
  }

  #remove(id: string): void {
    this.#deletedMeanwhile?.add(id);
    this.#waitingRows.delete(id);
    const device = this.#options.index.remove(id);
    if (device) this.#options.onGone(device);
  }

  /** The device waits with its answers until its row has been read. */
  #readRow(id: string): void {
    const device = this.#options.index.get(id) ?? null;
    this.#waitingRows.set(id, device);
    this.#nextReading ??= this.#lastReading = this.#lastReading.then(() => this.#readRows());
    if (device) device.pending = this.#nextReading;
  }

  async #readRows(): Promise<void> {
    await new Promise<void>((done) => setImmediate(done)); // what one notification names is read at once
    const waiting = this.#waitingRows;
    this.#waitingRows = new Map();
    this.#nextReading = null;
    const changed: IndexedDevice[] = [];
    try {
      const rows = await this.#options.readers.rows([...waiting.keys()]);
      const found = new Set(rows.map((row) => row.id));
      for (const row of rows) if (!this.#waitingRows.has(row.id)) changed.push(this.#put(row));
      for (const id of waiting.keys()) if (!found.has(id) && !this.#waitingRows.has(id)) this.#remove(id);
    } catch (error) {
      // The database went away: the listener's return brings everything up to date.
      this.#options.logger.warn({ err: error }, 'changed devices could not be read');
    } finally {
      for (const [id, device] of waiting) if (device && !this.#waitingRows.has(id)) device.pending = null;
    }
    this.#options.onDevicesChanged(changed);
  }

  /** Takes a row in. What the phone told a moment ago is not in it yet, and must not be forgotten for that. */
  #put(row: DeviceIndexRow): IndexedDevice {
    const { index, epochs } = this.#options;
    const device = index.put(row);
    for (const patch of this.#options.unsaved(device.id)) index.change(device, patchedParts(device, patch));
    device.changedAt = device.touchedAt = epochs.tick();
    return device;
  }

  #reload(registry: boolean): void {
    this.#stale.world = true;
    this.#stale.registry ||= registry;
    this.#unsettle(() => this.#loadWorld(false));
  }

  /** Runs `work` until it succeeds, if need be again and again in the background; requests wait for the first try. */
  #unsettle(work: () => Promise<void>): void {
    const before = this.#unsettled ?? Promise.resolve();
    const settling: Promise<void> = before
      .then(work)
      .catch((error: unknown) => {
        this.#options.logger.warn({ err: error }, 'a change could not be read; it is tried again');
        setTimeout(() => this.#unsettle(work), RETRY_MS).unref();
      })
      .finally(() => {
        if (this.#unsettled === settling) this.#unsettled = null;
      });
    this.#unsettled = settling;
  }

  async #loadWorld(all: boolean): Promise<void> {
    const { readers, fixed, epochs } = this.#options;
    const before = this.#world;
    if (!all && !this.#stale.world) return;
    const withRegistry = all || this.#stale.registry;
    this.#stale = { registry: false, world: false };
    try {
      const stored = await readers.world();
      const registry = withRegistry ? await readers.registry() : null;
      this.#world = registry
        ? buildWorld(stored, registry, fixed)
        : before
          ? updateWorld(before, stored, fixed)
          : null;
    } catch (error) {
      this.#stale = { registry: withRegistry, world: true };
      throw error;
    }
    if (!before || !this.#world) return;
    if (all && canonicalJson(before.baseRaw) !== canonicalJson(this.#world.baseRaw)) epochs.allChanged();
    this.#compareLines(before, this.#world);
    this.#options.onWorldChanged();
    this.#options.onInputsChanged();
  }

  #compareLines(before: PhoneWorld, after: PhoneWorld): void {
    const { epochs } = this.#options;
    const revision = (world: PhoneWorld, id: string): string => {
      const templates = [...world.templates]
        .filter(([key]) => key.endsWith(`/${id}`))
        .map(([key, t]) => key + t.revision);
      return `${world.registry.lines.get(id)?.revision ?? ''} ${templates.join()}`;
    };
    for (const id of new Set([...before.registry.lines.keys(), ...after.registry.lines.keys()])) {
      if (revision(before, id) !== revision(after, id)) epochs.lineChanged(id);
    }
  }

  async #loadDevices(): Promise<void> {
    const { index, readers } = this.#options;
    const first = index.size === 0;
    const seen = first ? null : new Set<string>();
    // What was made in this process and is still on its way to the database has revision 0: it stays.
    const stored = [...index.all()].filter((device) => !device.pending && device.revision > 0);
    const present = first ? null : new Set(stored.map(({ id }) => id));
    this.#deletedMeanwhile = new Set();
    for await (const page of readers.devices()) {
      for (const row of page) {
        if (this.#deletedMeanwhile.has(row.id)) continue;
        seen?.add(row.id);
        const known = index.get(row.id);
        if (!known) index.put(row);
        else if (row.revision > known.revision) this.#put(row);
      }
    }
    this.#deletedMeanwhile = null;
    for (const id of present ?? []) if (!seen?.has(id)) this.#remove(id);
  }

  /** Configs that files were made of and that are not there any more. */
  async #findDeletedConfigs(): Promise<void> {
    const used = new Set<string>();
    for (const { files } of this.#options.index.all()) {
      if (!files) continue;
      used.add(files.configId);
      for (const id of files.inherited) used.add(id);
    }
    const ids = [...used];
    for (let i = 0; i < ids.length; i += 5_000) {
      const part = ids.slice(i, i + 5_000);
      const existing = await this.#options.readers.existingConfigs(part);
      for (const id of part) if (!existing.has(id)) this.#configChanged(id);
    }
  }
}
