import type { ConfigDocument, DeviceDocument } from '../../db/phones/read-documents';
import { flatten, type Flattened } from '../../domain/configs/flatten';
import { usableBy } from '../../domain/tenants/lineage';
import type { Epochs } from './epochs';
import type { PhoneWorld } from './world';

/** What inheritance needs beside the configs. */
type Heritage = Pick<PhoneWorld, 'tenantParents' | 'baseRaw'>;

export interface DocumentReaders {
  devices(ids: readonly string[]): Promise<Map<string, DeviceDocument>>;
  configs(ids: readonly string[]): Promise<Map<string, ConfigDocument>>;
}

/** Config documents in memory, about: those that devices share. A device's own is used once and passes through. */
const CONFIG_BYTES = 4 * 1024 * 1024;
/** Ids of configs that were asked for once. */
const REMEMBERED_IDS = 2_000;
/** Ids in one statement. */
const BATCH = 200;

/** Documents as rendering needs them, read from the database for many devices at once. */
export class Documents {
  readonly #configs = new Map<string, ConfigDocument>();
  #configBytes = 0;
  readonly #askedOnce = new Set<string>();
  readonly #deviceReads: Batch<DeviceDocument>;
  readonly #configReads: Batch<ConfigDocument>;

  constructor(
    readers: DocumentReaders,
    private readonly epochs: Epochs,
  ) {
    this.#deviceReads = new Batch((ids) => readers.devices(ids));
    this.#configReads = new Batch((ids) => readers.configs(ids));
  }

  device(id: string): Promise<DeviceDocument | null> {
    return this.#deviceReads.get(id);
  }

  /** The merged parameters of a config for a device of `tenant`; null: there is none that it may use. */
  async flatten(id: string, tenant: string, world: Heritage): Promise<Flattened | null> {
    const known = await this.#lineage(id, new Map());
    return flattened(id, tenant, known, world);
  }

  /** The same of a config that is not stored yet. */
  async flattenNew(config: ConfigDocument, tenant: string, world: Heritage): Promise<Flattened | null> {
    const known = new Map<string, ConfigDocument | null>([[config.id, config]]);
    for (const parent of config.parent_ids) await this.#lineage(parent, known);
    return flattened(config.id, tenant, known, world);
  }

  forgetConfig(id: string): void {
    const config = this.#configs.get(id);
    if (!config) return;
    this.#configs.delete(id);
    this.#configBytes -= config.bytes;
  }

  forgetAll(): void {
    this.#configs.clear();
    this.#configBytes = 0;
  }

  /** The config and all that it inherits from, into `known`. */
  async #lineage(
    id: string,
    known: Map<string, ConfigDocument | null>,
  ): Promise<Map<string, ConfigDocument | null>> {
    let wanted = [id].filter((each) => !known.has(each));
    // As many rounds as there are generations: two or three, but for the first device of all one read each.
    for (let round = 0; wanted.length > 0 && round < 500; round += 1) {
      const found = await Promise.all(wanted.map((each) => this.#config(each)));
      wanted.forEach((each, i) => known.set(each, found[i] ?? null));
      const parents = new Set(found.flatMap((config) => config?.parent_ids ?? []));
      wanted = [...parents].filter((each) => !known.has(each));
    }
    return known;
  }

  async #config(id: string): Promise<ConfigDocument | null> {
    const known = this.#configs.get(id);
    if (known) {
      this.#configs.delete(id); // to the end: the first ones are those that were not needed for longest
      this.#configs.set(id, known);
      return known;
    }
    const since = this.epochs.now;
    const config = await this.#configReads.get(id);
    // What changed while it was read may have been read as it was before.
    if (config && this.epochs.configChangedAt(id) <= since && this.#isNewlyShared(id)) this.#remember(config);
    return config;
  }

  /** A config that is asked for a second time is one that devices have in common. */
  #isNewlyShared(id: string): boolean {
    if (this.#configs.has(id)) return false;
    if (this.#askedOnce.delete(id)) return true;
    if (this.#askedOnce.size >= REMEMBERED_IDS) this.#askedOnce.clear();
    this.#askedOnce.add(id);
    return false;
  }

  #remember(config: ConfigDocument): void {
    this.#configs.set(config.id, config);
    this.#configBytes += config.bytes;
    for (const [id, { bytes }] of this.#configs) {
      if (this.#configBytes <= CONFIG_BYTES || id === config.id) return;
      this.#configs.delete(id);
      this.#configBytes -= bytes;
    }
  }
}

function flattened(
  id: string,
  tenant: string,
  known: ReadonlyMap<string, ConfigDocument | null>,
  { tenantParents, baseRaw }: Heritage,
): Flattened | null {
  return flatten(
    id,
    usableBy(tenantParents, tenant, (each) => known.get(each)),
    baseRaw,
  );
}

/**
 * Gathers what is asked for in one turn of the event loop, and while a statement is under way, into one statement: the more
 * there is to do, the less each reading costs.
 */
class Batch<T> {
  #waiting = new Map<string, ((value: T | null) => void)[]>();
  #failing: ((error: unknown) => void)[] = [];
  /** A statement is under way, or about to be. */
  #busy = false;

  constructor(private readonly read: (ids: readonly string[]) => Promise<Map<string, T>>) {}

  get(id: string): Promise<T | null> {
    return new Promise((done, failed) => {
      const waiting = this.#waiting.get(id);
      if (waiting) waiting.push(done);
      else this.#waiting.set(id, [done]);
      this.#failing.push(failed);
      if (!this.#busy) this.#soon();
    });
  }

  #soon(): void {
    this.#busy = true;
    setImmediate(() => void this.#run());
  }

  async #run(): Promise<void> {
    const waiting = this.#waiting;
    const failing = this.#failing;
    this.#waiting = new Map();
    this.#failing = [];
    try {
      const ids = [...waiting.keys()];
      for (let i = 0; i < ids.length; i += BATCH) {
        const part = ids.slice(i, i + BATCH);
        const found = await this.read(part);
        for (const id of part) for (const done of waiting.get(id) ?? []) done(found.get(id) ?? null);
      }
    } catch (error) {
      for (const failed of failing) failed(error);
    }
    if (this.#waiting.size > 0) this.#soon();
    else this.#busy = false;
  }
}
