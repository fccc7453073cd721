import { open, type FileHandle } from 'node:fs/promises';
import type { Content } from '../../services/phones/answer';

/** Where the blocks of a transfer come from. `read` answers at once when the bytes are at hand. */
export interface BlockSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. */
  read(offset: number, length: number): Buffer | Promise<Buffer>;
  close(): void;
}

const READ_AHEAD = 64 * 1024;

export async function openDisk(content: Content & { kind: 'disk' }): Promise<BlockSource> {
  return new DiskSource(await open(content.file, 'r'), content.size);
}

export class BytesSource implements BlockSource {
  readonly size: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  read(offset: number, length: number): Buffer {
    return this.#bytes.subarray(offset, offset + length);
  }

  close(): void {}
}

/** A file on disk, read some way ahead so that most blocks need no system call. */
class DiskSource implements BlockSource {
  readonly size: number;
  readonly #handle: FileHandle;
  #at = 0;
  #ahead: Buffer = Buffer.alloc(0);

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  read(offset: number, length: number): Buffer | Promise<Buffer> {
    const end = Math.min(offset + length, this.size);
    if (offset >= this.#at && end <= this.#at + this.#ahead.length) {
      return this.#ahead.subarray(offset - this.#at, end - this.#at);
    }
    return this.#fill(offset, Math.max(length, READ_AHEAD), end - offset);
  }

  close(): void {
    this.#handle.close().catch(() => undefined); // nothing is lost: it was only read
  }

  async #fill(offset: number, want: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(want);
    const { bytesRead } = await this.#handle.read(buffer, 0, want, offset);
    if (bytesRead < length) throw new Error('the file became shorter while it was sent');
    this.#at = offset;
    this.#ahead = buffer.subarray(0, bytesRead);
    return this.#ahead.subarray(0, length);
  }
}
