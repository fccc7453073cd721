import { freeBuffer } from './free-buffer';
import type { Keyring } from '../../../shared/keyring';
import type { Logger } from '../../../shared/logger';
import { DiskStore } from './disk';
import { MemoryBudget } from './memory';
import { Retired } from './retired';
import type { StoredFile } from './stored-file';

export interface FileStoreOptions {
  keyring: Keyring;
  logger: Logger;
  /** Bytes of contents in memory. */
  memoryBudget: number;
  /** Folder and bytes on disk; null: memory alone. */
  disk: { folder: string; budget: number; segmentBytes?: number } | null;
}

/** Sealed and written together at most; more waits for the next turn, so that phones are answered in between. */
const WRITE_BYTES = 256 * 1024;
const WRITE_DELAY_MS = 20;
const MANY = 16;
/** After the disk refused, it is left alone for a while. */
const DISK_REST_MS = 10_000;
/** Where memory is full, of contents read from disk one in so many takes the place of others: what is asked for often gets there soon. */
const ADMIT_ONE_IN = 8;

/** Rendered contents: in memory within a budget, sealed on local disk within another. */
export class FileStore {
  readonly #options: FileStoreOptions;
  readonly #files = new Map<string, StoredFile>();
  readonly #retired = new Retired();
  readonly #memory: MemoryBudget;
  readonly #disk: DiskStore | null;
  #unwritten: StoredFile[] = [];
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #restUntil = 0;
  #reads = 0;
  #closed = false;

  constructor(options: FileStoreOptions) {
    this.#options = options;
    this.#memory = new MemoryBudget(options.memoryBudget, this.#retired);
    this.#disk = options.disk ? new DiskStore(options.disk) : null;
  }

  stats(): { files: number; memoryBytes: number; diskBytes: number; unwritten: number } {
    return {
      files: this.#files.size,
      memoryBytes: this.#memory.bytes,
      diskBytes: this.#disk?.bytes ?? 0,
      unwritten: this.#unwritten.length,
    };
  }

  get disk(): DiskStore | null {
    return this.#disk;
  }

  /** Keeps the contents for one more user. Give them back with `release`. The buffer is the store's from now on. */
  put(contents: Buffer): StoredFile {
    const hash = this.#options.keyring.hash('phone-file', contents);
    const known = this.#files.get(hash);
    if (known) {
      known.users += 1;
      if (!known.bytes && !known.segment) this.#keep(known, contents);
      else freeBuffer(contents);
      return known;
    }
    const file = newStoredFile(hash, contents.length);
    this.#files.set(hash, file);
    this.#keep(file, contents);
    return file;
  }

  /** Contents of a process before this one, known to be on disk. */
  restore(hash: string, size: number): StoredFile {
    const known = this.#files.get(hash);
    if (known) {
      known.users += 1;
      return known;
    }
    const file = newStoredFile(hash, size);
    this.#files.set(hash, file);
    return file;
  }

  release(file: StoredFile): void {
    file.users -= 1;
    if (file.users > 0) return;
    this.#files.delete(file.hash);
    this.#memory.drop(file);
    this.#disk?.drop(file);
  }

  /**
   * The contents: at once from memory or a quick disk, else later; null when they are in neither. Valid in this turn of the
   * event loop; who reads them for longer says so with `pin`.
   */
  load(file: StoredFile): Buffer | null | Promise<Buffer | null> {
    file.recent = true;
    if (file.bytes || !file.segment) return file.bytes;
    const sealed = this.#disk?.readNow(file);
    return sealed ? this.#open(file, sealed) : this.#fromDisk(file);
  }

  /** The bytes, which `load` gave, are read for longer than this turn: their memory is left to the garbage collector. */
  pin(bytes: Buffer): void {
    this.#retired.pin(bytes);
  }

  /** Writes what is not on disk yet. */
  async flush(): Promise<void> {
    while (this.#unwritten.length > 0 && this.#disk && Date.now() >= this.#restUntil) {
      await (this.#writing ?? this.#write());
    }
  }

  async close(keep: boolean): Promise<void> {
    if (keep) await this.flush();
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#writing;
    this.#disk?.close(keep);
  }

  #keep(file: StoredFile, contents: Buffer): void {
    this.#memory.add(file, contents);
    if (!this.#disk) return;
    this.#unwritten.push(file);
    this.#writeSoon();
  }

  #writeSoon(): void {
    if (this.#timer || this.#writing || this.#closed || this.#unwritten.length === 0) return;
    // A little is left to gather; what has gathered is written without a pause.
    const gathered = this.#unwritten.length > MANY;
    const rest = Math.max(gathered ? 0 : WRITE_DELAY_MS, this.#restUntil - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#write();
    }, rest);
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeSome().finally(() => {
      this.#writing = null;
      this.#writeSoon();
    });
    return this.#writing;
  }

  async #writeSome(): Promise<void> {
    const files: StoredFile[] = [];
    const sealed: [Buffer, Buffer][] = [];
    let bytes = 0;
    let taken = 0;
    for (const file of this.#unwritten) {
      if (bytes >= WRITE_BYTES) break;
      taken += 1;
      if (!file.bytes || file.segment || file.users === 0) continue;
      files.push(file);
      sealed.push(this.#options.keyring.sealParts(file.bytes, context(file)));
      bytes += file.size;
    }
    this.#unwritten.splice(0, taken);
    if (files.length === 0) return;
    try {
      await this.#disk?.append(files, sealed);
      this.#memory.trim(); // what waited for the disk may go now
      for (const [, body] of sealed) freeBuffer(body);
    } catch (error) {
      this.#options.logger.warn(
        { err: error },
        'rendered files could not be written to disk; they stay in memory',
      );
      this.#unwritten.push(...files);
      this.#restUntil = Date.now() + DISK_REST_MS;
    }
  }

  async #fromDisk(file: StoredFile): Promise<Buffer | null> {
    const sealed = await this.#disk?.read(file);
    return sealed ? this.#open(file, sealed) : file.bytes;
  }

  #open(file: StoredFile, sealed: Buffer): Buffer | null {
    const opened = this.#options.keyring.openBytes(sealed, context(file));
    this.#disk?.done(sealed);
    if (!opened.ok) {
      this.#disk?.drop(file); // damaged: as if it had never been written
      return file.bytes;
    }
    this.#reads += 1;
    const room = this.#memory.bytes + file.size <= this.#memory.budget;
    if ((room || this.#reads % ADMIT_ONE_IN === 0) && file.users > 0) this.#memory.add(file, opened.value);
    return opened.value;
  }
}

function newStoredFile(hash: string, size: number): StoredFile {
  return {
    hash,
    size,
    bytes: null,
    segment: null,
    offset: 0,
    length: 0,
    users: 1,
    recent: false,
    served: null,
  };
}

function context(file: StoredFile): string {
  return `phone-file/${file.hash}`;
}
