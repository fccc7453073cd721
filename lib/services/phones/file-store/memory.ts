import type { Retired } from './retired';
import type { StoredFile } from './stored-file';

/** So many bytes over the budget may wait for the disk; beyond, they go as well, and are rendered again when asked for. */
const UNWRITTEN_BYTES = 32 * 1024 * 1024;

/**
 * Contents in memory, within a budget. A clock hand goes round: what was asked for since its last visit stays, the rest
 * goes. (Moving each file to the end of a list at every request costs more than it gains.)
 */
export class MemoryBudget {
  readonly #ring: StoredFile[] = [];
  #hand = 0;
  #bytes = 0;

  constructor(
    readonly budget: number,
    private readonly retired: Retired,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  add(file: StoredFile, bytes: Buffer): void {
    if (file.bytes) return;
    file.bytes = bytes;
    file.recent = true;
    this.#ring.push(file);
    this.#bytes += file.size;
    this.trim();
  }

  /** Lets go of what is over the budget. */
  trim(): void {
    if (this.#bytes > this.budget) this.#shrink();
  }

  /** Contents that nobody has any more. */
  drop(file: StoredFile): void {
    if (!file.bytes) return;
    this.#release(file);
    // Its place in the ring is cleared when the hand comes by; here only if the ring is mostly such places.
    if (this.#ring.length > 1_000 && this.#bytes === 0) this.#ring.length = 0;
  }

  #release(file: StoredFile): void {
    if (file.bytes) this.retired.add(file.bytes);
    file.bytes = null;
    file.served = null;
    this.#bytes -= file.size;
  }

  #shrink(): void {
    // Two rounds: the first may only clear marks.
    let steps = this.#ring.length * 2;
    while (this.#bytes > this.budget && steps-- > 0) {
      if (this.#hand >= this.#ring.length) this.#hand = 0;
      const file = this.#ring[this.#hand];
      if (!file) return;
      if (file.bytes && file.recent) {
        file.recent = false;
        this.#hand += 1;
      } else if (file.bytes && !file.segment && this.#bytes < this.budget + UNWRITTEN_BYTES) {
        this.#hand += 1;
      } else {
        if (file.bytes) this.#release(file);
        this.#removeAtHand();
      }
    }
  }

  #removeAtHand(): void {
    const last = this.#ring.pop();
    if (last && this.#hand < this.#ring.length) this.#ring[this.#hand] = last;
  }
}
