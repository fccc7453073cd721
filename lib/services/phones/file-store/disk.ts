import {
  close,
  closeSync,
  ftruncate,
  openSync,
  read,
  readSync,
  readdirSync,
  rmSync,
  unlink,
  writev,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Segment, StoredFile } from './stored-file';

const writeAt = promisify(writev);
const readAt = promisify(read);
const truncate = promisify(ftruncate);

export interface DiskOptions {
  /** A folder of this process alone. */
  folder: string;
  /** Bytes on disk, at most. */
  budget: number;
  segmentBytes?: number;
}

const SEGMENT_BYTES = 32 * 1024 * 1024;
/** A segment with so large a share of bytes that nobody has is written anew. */
const WASTE = 0.5;
/** Space is won back by moving when the budget is spent to this share. */
const CROWDED = 0.5;
const POOLED_BYTES = 128 * 1024;
const POOLED = 64;
/** A read that takes longer, and for which the disk itself was read, makes reads leave the main thread for a while. */
const SLOW_READ_MS = 1;
const SLOW_FOR_MS = 5_000;

/**
 * Sealed contents in a few large files that stay open: a read is one system call. It writes only at the end of the newest
 * one; space comes back when a whole segment is dead, or is mostly dead and what lives of it was moved on, or is the
 * oldest when the budget is spent.
 */
export class DiskStore {
  readonly #options: DiskOptions;
  readonly #segmentBytes: number;
  #segments: Segment[] = [];
  #nextId = 1;
  #bytes = 0;
  #moving = false;
  readonly #buffers: Buffer[] = [];
  #slowUntil = 0;
  #blocksRead = 0;

  constructor(options: DiskOptions) {
    this.#options = options;
    this.#segmentBytes = Math.min(
      options.segmentBytes ?? SEGMENT_BYTES,
      Math.max(64 * 1024, options.budget / 4),
    );
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes in the segments of a process before this one that are named, removes all others. */
  adopt(ids: readonly { id: number; size: number }[]): Map<number, Segment> {
    const adopted = new Map<number, Segment>();
    const wanted = new Map(ids.map(({ id, size }) => [`${id}.seg`, { id, size }]));
    for (const name of readdirSync(this.#options.folder)) {
      const known = wanted.get(name);
      if (!known) {
        if (name.endsWith('.seg')) rmSync(join(this.#options.folder, name), { force: true });
        continue;
      }
      const descriptor = openSync(join(this.#options.folder, name), 'r+');
      adopted.set(known.id, {
        id: known.id,
        descriptor,
        size: known.size,
        dead: known.size,
        live: new Set(),
      });
      this.#bytes += known.size;
      this.#nextId = Math.max(this.#nextId, known.id + 1);
    }
    this.#segments = [...adopted.values()].sort((a, b) => a.id - b.id);
    return adopted;
  }

  /** Contents in an adopted segment. */
  place(file: StoredFile, segment: Segment | undefined, offset: number, length: number): void {
    if (!segment || file.segment) return;
    Object.assign(file, { segment, offset, length });
    segment.live.add(file);
    segment.dead -= length;
  }

  segments(): readonly { id: number; size: number }[] {
    return this.#segments.map(({ id, size }) => ({ id, size }));
  }

  /** Appends sealed contents, all in one write. Throws when the disk refuses. */
  async append(files: readonly StoredFile[], sealed: readonly (readonly Buffer[])[]): Promise<void> {
    const lengths = sealed.map((parts) => parts.reduce((sum, { length }) => sum + length, 0));
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const segment = this.#segmentFor(total);
    const start = segment.size;
    segment.size += total;
    this.#bytes += total;
    try {
      const { bytesWritten } = await writeAt(segment.descriptor, sealed.flat(), start);
      if (bytesWritten !== total) throw new Error('the disk took a part only');
    } catch (error) {
      segment.dead += total;
      throw error;
    }
    let offset = start;
    files.forEach((file, i) => {
      const length = lengths[i] ?? 0;
      if (file.users > 0 && !file.segment) {
        Object.assign(file, { segment, offset, length });
        segment.live.add(file);
      } else segment.dead += length;
      offset += length;
    });
    this.#enforceBudget(segment);
    void this.#moveOn();
  }

  /**
   * The same as `read`, at once, when reads are quick: mostly the system still has in memory what was written, and a way to
   * another thread and back costs several times as much as the copy. Null: use `read`.
   */
  readNow(file: StoredFile): Buffer | null {
    const { segment, offset, length } = file;
    const before = performance.now();
    if (!segment || length > POOLED_BYTES || before < this.#slowUntil) return null;
    const buffer = this.#buffers.pop() ?? Buffer.allocUnsafeSlow(POOLED_BYTES);
    const bytesRead = readSync(segment.descriptor, buffer, 0, length, offset);
    const after = performance.now();
    if (after - before > SLOW_READ_MS && this.#diskWasRead()) this.#slowUntil = after + SLOW_FOR_MS;
    if (bytesRead === length) return buffer.subarray(0, length);
    this.done(buffer);
    return null;
  }

  /** The sealed contents; valid until `done` is called with them. Null when the segment went meanwhile. */
  async read(file: StoredFile): Promise<Buffer | null> {
    const { segment, offset, length } = file;
    if (!segment) return null;
    const buffer =
      length <= POOLED_BYTES
        ? (this.#buffers.pop() ?? Buffer.allocUnsafeSlow(POOLED_BYTES))
        : Buffer.allocUnsafeSlow(length);
    try {
      const { bytesRead } = await readAt(segment.descriptor, buffer, 0, length, offset);
      if (bytesRead === length) return buffer.subarray(0, length);
    } catch {
      // The segment was closed between the look and the read.
    }
    this.done(buffer);
    return null;
  }

  done(buffer: Buffer): void {
    if (buffer.buffer.byteLength === POOLED_BYTES && this.#buffers.length < POOLED) {
      this.#buffers.push(Buffer.from(buffer.buffer));
    }
  }

  /** Nobody has the contents any more. */
  drop(file: StoredFile): void {
    const { segment } = file;
    if (!segment) return;
    file.segment = null;
    segment.live.delete(file);
    segment.dead += file.length;
    if (segment.live.size === 0 && segment !== this.#segments.at(-1)) this.#remove(segment);
  }

  /** Closes the files; `keep` leaves them for the next process. */
  close(keep: boolean): void {
    for (const segment of this.#segments) {
      closeSync(segment.descriptor);
      if (!keep) rmSync(join(this.#options.folder, `${segment.id}.seg`), { force: true });
    }
    this.#segments = [];
  }

  /** Since this was last asked. */
  #diskWasRead(): boolean {
    const before = this.#blocksRead;
    this.#blocksRead = process.resourceUsage().fsRead;
    return this.#blocksRead > before;
  }

  #segmentFor(bytes: number): Segment {
    const last = this.#segments.at(-1);
    if (last && last.size + bytes <= this.#segmentBytes) return last;
    const id = this.#nextId++;
    const descriptor = openSync(join(this.#options.folder, `${id}.seg`), 'w+', 0o600);
    const segment: Segment = { id, descriptor, size: 0, dead: 0, live: new Set() };
    this.#segments.push(segment);
    if (last && last.live.size === 0) this.#remove(last);
    return segment;
  }

  #enforceBudget(current: Segment): void {
    while (this.#bytes > this.#options.budget) {
      const oldest = this.#segments[0];
      if (!oldest || oldest === current) return;
      for (const file of oldest.live) file.segment = null;
      oldest.live.clear();
      this.#remove(oldest);
    }
  }

  /** Moves what lives in the most wasteful segment to the newest one, sealed as it is. */
  async #moveOn(): Promise<void> {
    // Not while there is room: what a change made useless is mostly useless as a whole soon.
    if (this.#moving || this.#bytes < this.#options.budget * CROWDED) return;
    const full = this.#segments.slice(0, -1);
    const worst = full.find((segment) => segment.dead > segment.size * WASTE);
    if (!worst) return;
    this.#moving = true;
    try {
      for (const file of [...worst.live]) {
        const sealed = await this.read(file);
        if (!sealed || file.segment !== worst) continue;
        const copy = Buffer.from(sealed);
        this.done(sealed);
        this.drop(file);
        await this.append([file], [[copy]]);
      }
    } catch {
      // The disk is full: the contents are in memory, or are rendered again.
    } finally {
      this.#moving = false;
    }
  }

  #remove(segment: Segment): void {
    this.#segments = this.#segments.filter((other) => other !== segment);
    this.#bytes -= segment.size;
    const path = join(this.#options.folder, `${segment.id}.seg`);
    // Reads that are under way finish first: the descriptor is closed behind them in the same queue.
    truncate(segment.descriptor, 0)
      .catch(() => undefined)
      .finally(() => close(segment.descriptor, () => unlink(path, () => undefined)));
  }
}
