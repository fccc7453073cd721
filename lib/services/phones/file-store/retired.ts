import { freeBuffer } from './free-buffer';

/** Often enough that little waits, seldom enough that many are freed at once. */
const INTERVAL_MS = 25;

/**
 * Contents that nobody will ask for any more. Their memory is given back without the garbage collector, which would come by
 * ever so often for it alone, but not in the turn of the event loop in which somebody may still have been given them; and
 * what is still being sent then is left to the collector.
 */
export class Retired {
  #now: Buffer[] = [];
  #next: Buffer[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #pinned = new WeakSet<Buffer>();

  /** Somebody reads the bytes beyond this turn of the event loop. */
  pin(bytes: Buffer): void {
    this.#pinned.add(bytes);
  }

  add(bytes: Buffer): void {
    this.#next.push(bytes);
    this.#timer ??= setTimeout(() => this.#free(), INTERVAL_MS).unref();
  }

  /** Two rounds: whoever was given the bytes sends them, or pins them, in the turn that ends before the second. */
  #free(): void {
    for (const bytes of this.#now) if (!this.#pinned.has(bytes)) freeBuffer(bytes);
    this.#now = this.#next;
    this.#next = [];
    this.#timer = this.#now.length > 0 ? setTimeout(() => this.#free(), INTERVAL_MS).unref() : null;
  }
}
