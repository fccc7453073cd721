import { Refusal } from './refusal';

export interface UnpackLimits {
  /** Bytes of all files together, unpacked. */
  bytes: number;
  /** Files and folders. */
  entries: number;
}

const MIB = 1024 ** 2;

/** A plugin is a few dozen small texts. */
export const PLUGIN_LIMITS: UnpackLimits = { bytes: 64 * MIB, entries: 5_000 };
/** Firmware for a series of phones in all its languages has about 1 GB. */
export const FIRMWARE_LIMITS: UnpackLimits = { bytes: 4_096 * MIB, entries: 20_000 };

/** What may still be unpacked, shared by all archives of one piece of work, so that nesting gains nothing. */
export class Budget {
  #bytes: number;
  #entries: number;

  constructor(limits: UnpackLimits) {
    this.#bytes = limits.bytes;
    this.#entries = limits.entries;
  }

  get bytesLeft(): number {
    return this.#bytes;
  }

  takeEntry(): void {
    this.#entries -= 1;
    if (this.#entries < 0) throw new Refusal('the archive holds too many files', 'too_large');
  }

  takeBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw new Refusal('the archive is too large unpacked', 'too_large');
  }
}
