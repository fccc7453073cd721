import { open, type FileHandle } from 'node:fs/promises';
import type { Logger } from '../../shared/logger';

/** Lines that wait for the disk; beyond, they are counted and the count is logged. */
const MAX_WAITING = 50_000;
const FLUSH_MS = 100;

/**
 * The file that fail2ban reads. The texts and the time format are those of the reference, so that its filter works. It is
 * opened for each flush: rotation by any tool needs no signal.
 */
export class SecurityLog {
  #lines: string[] = [];
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
    if (this.#lines.length >= MAX_WAITING) {
      this.#lost += 1;
      return;
    }
    const now = Date.now();
    if (now !== this.#stampAt) {
      this.#stampAt = now;
      this.#stamp = localTime(new Date(now));
    }
    this.#lines.push(`[${this.#stamp}] ${text}\n`);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flush();
    }, FLUSH_MS);
  }

  #flush(): void {
    const lines = this.#lines;
    if (lines.length === 0) return;
    this.#lines = [];
    this.#writing = this.#writing.then(() => this.#write(lines.join('')));
  }

  async #write(text: string): Promise<void> {
    let handle: FileHandle | null = null;
    try {
      handle = await open(this.file, 'a', 0o640);
      await handle.appendFile(text);
      if (this.#lost > 0) this.logger.warn({ lost: this.#lost }, 'lines of the security log were lost');
      this.#lost = 0;
    } catch (error) {
      this.logger.error({ err: error, file: this.file }, 'the security log could not be written');
    } finally {
      await handle?.close();
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
