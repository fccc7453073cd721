import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../shared/logger';
import type { DeviceIndex, IndexedDevice } from './device-index';
import type { DeviceRenderer } from './device-renderer';

/** What was asked for within this time is kept ready. */
const SERVED_WITHIN_MIN = 24 * 60;
/** Devices in one go, so that one statement reads them, and goes at the same time: the next one hides the end of the last. */
const GROUP = 2;
const AT_ONCE = 2;
/** Renderings that phones wait for go first: with so many the next group waits until there are fewer, but not for ever. */
const PHONES_FIRST = 1;
const LOOK_AGAIN_MS = 5;
const MOST_LOOKS = 40;
const START_DELAY_MS = 1_000;
/** While phones have to wait for renderings of their own, it rests so many times as long as it works. */
const REST = 2;
const MAX_CHECKS = 5_000;

/**
 * Renders ahead of demand, at low priority: after a change the files that phones fetched in the last day, and devices that
 * others made or changed, so that `configured` is right without a phone asking.
 */
export class Warmer {
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  /** Something changed that any file may depend on. */
  #everything = false;
  #closed = false;
  #checks = new Set<IndexedDevice>();
  #backlog = 0;
  #done = 0;

  constructor(
    private readonly options: {
      index: DeviceIndex;
      renderer: DeviceRenderer;
      logger: Logger;
      isAway: () => boolean;
    },
  ) {}

  /** Devices that are still to be looked at, and renderings so far. */
  stats(): { backlog: number; rendered: number } {
    const all = this.#everything ? this.options.index.size : 0;
    return { backlog: this.#backlog + this.#checks.size + all, rendered: this.#done };
  }

  /** Something that files depend on changed. */
  wake(): void {
    this.#everything = true;
    this.#start();
  }

  /** These devices are rendered whether a phone asked for them or not. */
  check(devices: readonly IndexedDevice[]): void {
    for (const device of devices) {
      if (this.#checks.size < MAX_CHECKS) this.#checks.add(device);
      else this.#everything = true;
    }
    if (devices.length > 0) this.#start();
  }

  #start(): void {
    if (this.#timer || this.#running || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, START_DELAY_MS);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while ((this.#everything || this.#checks.size > 0) && !this.#closed) {
        const checks = this.#checks;
        this.#checks = new Set();
        const devices = [...checks];
        if (this.#everything)
          for (const device of this.#recentlyServed()) if (!checks.has(device)) devices.push(device);
        this.#everything = false;
        await this.#render(devices);
      }
    } finally {
      this.#running = false;
    }
  }

  *#recentlyServed(): Generator<IndexedDevice> {
    const since = Math.floor(Date.now() / 60_000) - SERVED_WITHIN_MIN;
    for (const device of this.options.index.all()) {
      if (device.files && device.files.servedAt >= since) yield device;
    }
  }

  async #render(devices: readonly IndexedDevice[]): Promise<void> {
    let next = 0;
    this.#backlog = devices.length;
    const { renderer } = this.options;
    const take = (): IndexedDevice[] => {
      const group: IndexedDevice[] = [];
      for (let device = devices[next]; device && group.length < GROUP; device = devices[++next]) {
        if (device.gone || device.pending || renderer.isCurrent(device) || renderer.failure(device)) continue;
        group.push(device);
      }
      return group;
    };
    const worker = async (): Promise<void> => {
      for (let group = take(); group.length > 0 && !this.#closed; group = take()) {
        this.#backlog = Math.max(0, devices.length - next);
        if (this.options.isAway()) return;
        await this.#letPhonesGoFirst();
        const begun = performance.now();
        const waited = renderer.awaitedSoFar;
        await Promise.all(group.map((device) => this.#refresh(device)));
        if (renderer.awaitedSoFar > waited) await delay(REST * (performance.now() - begun));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    this.#backlog = 0;
  }

  async #letPhonesGoFirst(): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS && this.options.renderer.awaited >= PHONES_FIRST; looks += 1) {
      await delay(LOOK_AGAIN_MS);
    }
  }

  async #refresh(device: IndexedDevice): Promise<void> {
    try {
      await this.options.renderer.refresh(device, 'background');
      this.#done += 1;
    } catch (error) {
      this.options.logger.debug({ err: error, device: device.id }, 'rendering ahead of demand failed');
    }
  }
}
