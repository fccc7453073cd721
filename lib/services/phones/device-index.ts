import type { DeviceIndexRow } from '../../db/phones/load-devices';
import type { DeviceFiles } from './device-files';

/** What is known of a device without asking the database. About 400 bytes with its places in the maps. */
export interface IndexedDevice extends DeviceIndexRow {
  /** Ticks of the last changes that its files may depend on: by others, and by what the phone itself told. */
  changedAt: number;
  toldAt: number;
  /** Tick of the last change of anything in it: answers that were given before are thought over. */
  touchedAt: number;
  /** When its `config` last became another (ms); 0: not since this process runs. */
  repointedAt: number;
  /** Its files as last rendered. */
  files: DeviceFiles | null;
  /** It is not there any more. */
  gone: boolean;
  /** It is being created, or read again: whoever asks for it waits. */
  pending: Promise<unknown> | null;
}

const KEYS = ['mac', 'ip', 'sn', 'uuid', 'config'] as const;
type IndexKey = (typeof KEYS)[number];

/** All devices by what phones tell of themselves. Several devices may share a value; lists are in order of arrival. */
export class DeviceIndex {
  readonly #byId = new Map<string, IndexedDevice>();
  readonly #by: Record<IndexKey, Map<string, IndexedDevice | IndexedDevice[]>> = {
    mac: new Map(),
    ip: new Map(),
    sn: new Map(),
    uuid: new Map(),
    config: new Map(),
  };
  /** Texts that thousands of devices share are kept once. */
  readonly #texts = new Map<string, string>();

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): IndexedDevice | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<IndexedDevice> {
    return this.#byId.values();
  }

  find(key: IndexKey, value: string): readonly IndexedDevice[] {
    const found = this.#by[key].get(value);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  first(key: IndexKey, value: string): IndexedDevice | undefined {
    const found = this.#by[key].get(value);
    return Array.isArray(found) ? found[0] : found;
  }

  /** Adds the device, or brings the one of this id up to the row. Returns it. */
  put(row: DeviceIndexRow): IndexedDevice {
    const known = this.#byId.get(row.id);
    if (known) {
      if (row.revision >= known.revision) this.change(known, row);
      return known;
    }
    // Written out, so that all have one shape and hold no array of the database driver's.
    const device: IndexedDevice = {
      id: row.id,
      tenantId: this.#shared(row.tenantId),
      mac: row.mac,
      ip: row.ip,
      sn: row.sn,
      uuid: row.uuid,
      vendor: this.#sharedOrNull(row.vendor),
      model: this.#sharedOrNull(row.model),
      version: this.#sharedOrNull(row.version),
      plugin: this.#sharedOrNull(row.plugin),
      config: row.config === row.id ? row.id : row.config,
      hasConfig: row.hasConfig,
      configured: row.configured,
      remoteStateSipUsername: row.remoteStateSipUsername,
      revision: row.revision,
      changedAt: 0,
      toldAt: 0,
      touchedAt: 0,
      repointedAt: 0,
      files: null,
      gone: false,
      pending: null,
    };
    this.#byId.set(device.id, device);
    for (const key of KEYS) this.#enter(key, device);
    return device;
  }

  /** Sets members, keeping the maps right. */
  change(device: IndexedDevice, parts: Partial<DeviceIndexRow>): void {
    if (parts.config && device.config && parts.config !== device.config) device.repointedAt = Date.now();
    for (const key of KEYS) {
      const value = parts[key];
      if (value === undefined || value === device[key]) continue;
      this.#leave(key, device);
      device[key] = value;
      this.#enter(key, device);
    }
    if (parts.tenantId !== undefined) device.tenantId = this.#shared(parts.tenantId);
    if (parts.vendor !== undefined) device.vendor = this.#sharedOrNull(parts.vendor);
    if (parts.model !== undefined) device.model = this.#sharedOrNull(parts.model);
    if (parts.version !== undefined) device.version = this.#sharedOrNull(parts.version);
    if (parts.plugin !== undefined) device.plugin = this.#sharedOrNull(parts.plugin);
    if (parts.hasConfig !== undefined) device.hasConfig = parts.hasConfig;
    if (parts.configured !== undefined) device.configured = parts.configured;
    if (parts.remoteStateSipUsername !== undefined)
      device.remoteStateSipUsername = parts.remoteStateSipUsername;
    if (parts.revision !== undefined) device.revision = Math.max(device.revision, parts.revision);
  }

  remove(id: string): IndexedDevice | undefined {
    const device = this.#byId.get(id);
    if (!device) return undefined;
    this.#byId.delete(id);
    for (const key of KEYS) this.#leave(key, device);
    device.gone = true;
    return device;
  }

  #enter(key: IndexKey, device: IndexedDevice): void {
    const value = device[key];
    if (!value) return;
    const map = this.#by[key];
    const found = map.get(value);
    if (found === undefined) map.set(value, device);
    else if (Array.isArray(found)) found.push(device);
    else map.set(value, [found, device]);
  }

  #leave(key: IndexKey, device: IndexedDevice): void {
    const value = device[key];
    if (!value) return;
    const map = this.#by[key];
    const found = map.get(value);
    if (found === device) map.delete(value);
    if (!Array.isArray(found)) return;
    const rest = found.filter((other) => other !== device);
    const [only] = rest;
    if (rest.length === 1 && only) map.set(value, only);
    else map.set(value, rest);
  }

  #sharedOrNull(text: string | null): string | null {
    return text === null ? null : this.#shared(text);
  }

  /** Bounded: what phones tell of themselves must not fill it. */
  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < 20_000) this.#texts.set(text, text);
    return text;
  }
}
