import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ArchiveHeader, ArchiveLine } from './format';

/** Lines gathered before they go to the compressor. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Writes an archive beside its place and moves it there when it is whole and on the disk: a backup that was broken off never
 * looks like one. Readable by its owner alone.
 */
export class ArchiveWriter {
  readonly #gzip = createGzip({ level: 6 });
  readonly #hash = createHash('sha256');
  readonly #partial: string;
  readonly #out: fs.WriteStream;
  #buffer: string[] = [];
  #size = 0;
  #lines = 0;

  private constructor(private readonly file: string) {
    this.#partial = `${file}.${randomBytes(4).toString('hex')}.partial`;
    this.#out = fs.createWriteStream(this.#partial, { flags: 'wx', mode: 0o600, flush: true });
    this.#out.on('error', (error) => this.#gzip.destroy(error));
    this.#gzip.on('error', () => undefined); // told by the next write
    this.#gzip.pipe(this.#out);
  }

  static async create(file: string): Promise<ArchiveWriter> {
    const writer = new ArchiveWriter(file);
    await once(writer.#out, 'open');
    return writer;
  }

  async write(line: ArchiveHeader | ArchiveLine): Promise<void> {
    const text = `${JSON.stringify(line)}\n`;
    this.#buffer.push(text);
    this.#size += text.length;
    this.#lines += 1;
    if (this.#size >= CHUNK_BYTES) await this.#flush();
  }

  /** The size of the file in bytes. */
  async finish(): Promise<number> {
    await this.#flush();
    const end = { end: true, lines: this.#lines, sha256: this.#hash.digest('hex') };
    this.#gzip.end(`${JSON.stringify(end)}\n`);
    await finished(this.#out);
    fs.renameSync(this.#partial, this.file);
    return fs.statSync(this.file).size;
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#gzip.destroy();
    this.#out.destroy();
    fs.rmSync(this.#partial, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#buffer.length === 0) return;
    const bytes = Buffer.from(this.#buffer.join(''));
    this.#buffer = [];
    this.#size = 0;
    this.#hash.update(bytes);
    if (this.#gzip.errored) throw this.#gzip.errored;
    if (!this.#gzip.write(bytes)) {
      const failed = new AbortController();
      const stop = (): void => failed.abort();
      this.#gzip.once('close', stop);
      await once(this.#gzip, 'drain', { signal: failed.signal }).catch(() => undefined);
      this.#gzip.off('close', stop);
      if (this.#gzip.errored) throw this.#gzip.errored;
    }
  }
}
