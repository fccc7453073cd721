import { open, type FileHandle } from 'node:fs/promises';
import type { Logger } from '../../shared/logger';

/** Text that waits for the disk, in bytes; lines beyond it are counted and the count is logged. */
const MAX_WAITING = 4 * 1024 * 1024;
const MAX_LINE = 2_048;
const FLUSH_MS = 100;
const LINE_END = 0x0a;

/**
 * The file that fail2ban reads. The texts and the time format are those of the reference, so that its filter works. It is
 * opened for each flush: rotation by any tool needs no signal.
 */
export class SecurityLog {
  /** Written into at once: thousands of short-lived texts a second would keep the garbage collector busy. */
  #waiting = Buffer.allocUnsafeSlow(64 * 1024);
  #length = 0;
  #unwritten = 0;
  /** Lines since the last write that went well: there was no room, or the disk did not take them. */
  #lost = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #stampAt = 0;
  #stamp = '';

  constructor(
    private readonly file: string,
    private readonly logger: Logger,
  ) {}

  deviceCreated(ip: string, deviceId: string): void {
    this.#add(`New device created automatically from ${ip}: ${deviceId}`);
  }

  sensitiveFile(ip: string, name: string): void {
    this.#add(`Sensitive file requested from ${ip}: ${name}`);
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flush();
    await this.#writing;
  }

  #add(text: string): void {
    if (!this.#hasRoom()) {
      this.#lost += 1;
      return;
    }
    const now = Date.now();
    if (now !== this.#stampAt) {
      this.#stampAt = now;
      this.#stamp = localTime(new Date(now));
    }
    this.#length += this.#waiting.write(`[${this.#stamp}] ${text.slice(0, MAX_LINE / 4)}\n`, this.#length);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flush();
    }, FLUSH_MS);
  }

  #flush(): void {
    if (this.#length === 0) return;
    const text = Buffer.from(this.#waiting.subarray(0, this.#length));
    this.#length = 0;
    this.#unwritten += text.length;
    this.#writing = this.#writing
      .then(() => this.#write(text))
      .finally(() => (this.#unwritten -= text.length));
  }

  #hasRoom(): boolean {
    if (this.#length + MAX_LINE <= this.#waiting.length) return true;
    if (this.#length + this.#unwritten >= MAX_WAITING) return false;
    const larger = Buffer.allocUnsafeSlow(this.#waiting.length * 2);
    this.#waiting.copy(larger, 0, 0, this.#length);
    this.#waiting = larger;
    return true;
  }

  async #write(text: Buffer): Promise<void> {
    let handle: FileHandle | null = null;
    try {
      handle = await open(this.file, 'a', 0o640);
      await handle.appendFile(text);
      await handle.close();
      handle = null;
      if (this.#lost > 0) this.logger.warn({ lost: this.#lost }, 'lines of the security log were lost');
      this.#lost = 0;
    } catch (error) {
      this.#lost += text.filter((byte) => byte === LINE_END).length;
      this.logger.error(
        { err: error, file: this.file, lost: this.#lost },
        'the security log could not be written',
      );
      await handle?.close().catch(() => undefined); // what went wrong is told above
    }
  }
}

/** `YYYY-MM-DD HH:MM:SS,mmm`, local time. */
function localTime(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time},${String(date.getMilliseconds()).padStart(3, '0')}`;
}
