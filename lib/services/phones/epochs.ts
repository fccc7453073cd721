/** What the files of a device depend on, besides the device itself. */
export interface Dependencies {
  /** Canonical id of the plugin line; its custom templates count with it. */
  readonly lineId: string;
  readonly configId: string;
  /** Everything that the config inherits from, unknown ids included: they may come. Shared by devices. */
  readonly inherited: readonly string[];
}

/** Beyond this many remembered configs all are forgotten, at the price of rendering every file anew. */
const MAX_REMEMBERED = 100_000;

/**
 * When what changed, on a clock of this process that ticks with every change. A file remembers the tick before its inputs
 * were read; it is stale when something it depends on changed later.
 */
export class Epochs {
  #now = 1;
  /** Everything counts as changed at this tick. */
  #floor = 0;
  readonly #configs = new Map<string, number>();
  readonly #lines = new Map<string, number>();

  get now(): number {
    return this.#now;
  }

  /** A change that concerns a device alone. Returns its tick. */
  tick(): number {
    return ++this.#now;
  }

  configChanged(id: string): void {
    const now = this.tick();
    if (this.#configs.size >= MAX_REMEMBERED) {
      this.#configs.clear();
      this.#floor = now;
    }
    this.#configs.set(id, now);
  }

  /** The line, or its custom templates. */
  lineChanged(id: string): void {
    this.#lines.set(id, this.tick());
  }

  /** Settings changed, or what was listened to was lost for a while: everything may have. */
  allChanged(): void {
    this.#floor = this.tick();
    this.#configs.clear();
    this.#lines.clear();
  }

  configChangedAt(id: string): number {
    return Math.max(this.#floor, this.#configs.get(id) ?? 0);
  }

  /** The tick of the last change of any of them. */
  lastChange({ lineId, configId, inherited }: Dependencies): number {
    let last = Math.max(this.#floor, this.#lines.get(lineId) ?? 0, this.#configs.get(configId) ?? 0);
    for (const id of inherited) {
      const at = this.#configs.get(id);
      if (at !== undefined && at > last) last = at;
    }
    return last;
  }
}
