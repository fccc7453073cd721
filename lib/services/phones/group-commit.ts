import type { PatchWrite, PhoneWrite, WriteResult } from '../../domain/phones/write';
import type { Logger } from '../../shared/logger';
import type { Journal } from './journal';

export interface GroupCommitOptions {
  /** Writes all in one transaction. Throws when the database is away or refuses one of them. */
  write: (writes: readonly PhoneWrite[]) => Promise<WriteResult[]>;
  /** Whether an error means that the database is away. */
  isAway: (error: unknown) => boolean;
  journal: Journal;
  logger: Logger;
  /** A device that was made in memory can't be written: another has its MAC address. */
  onConflict: (write: PhoneWrite) => void;
}

/** What became of a write. `kept`: it is safe in the journal and is sent when the database is back. */
export type Written = WriteResult | 'kept' | 'lost';

interface Waiting {
  write: PhoneWrite;
  done: (written: Written) => void;
}

const WINDOW_MS = 2;
const MAX_ROWS = 200;
const RETRY_MS = 250;

/**
 * Writes of many phones in one transaction: those of a window of 2 ms, or those that came while the transaction before
 * was under way. While the database is away they go to the journal, and so do all that come until it has been sent.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #running = false;
  #away = false;
  #timer: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];
  #closed = false;
  #lost = 0;
  /** Patches that the database does not show yet, by device. */
  readonly #unsaved = new Map<string, PatchWrite[]>();

  constructor(private readonly options: GroupCommitOptions) {
    this.#away = !options.journal.empty;
  }

  stats(): { waiting: number; away: boolean; journalBytes: number; lost: number } {
    return {
      waiting: this.#waiting.length,
      away: this.#away,
      journalBytes: this.options.journal.bytes,
      lost: this.#lost,
    };
  }

  add(write: PhoneWrite): Promise<Written> {
    const written = new Promise<Written>((done) => {
      this.#waiting.push({ write, done });
      if (!this.#running && !this.#timer) this.#schedule(WINDOW_MS);
    });
    return write.kind === 'patch' ? this.#untilSaved(write, written) : written;
  }

  /** What a row that is read now may not show yet of a device. */
  unsaved(id: string): readonly PatchWrite[] {
    return this.#unsaved.get(id) ?? [];
  }

  async #untilSaved(write: PatchWrite, written: Promise<Written>): Promise<Written> {
    const { id } = write;
    this.#unsaved.set(id, [...this.unsaved(id), write]);
    try {
      return await written;
    } finally {
      const rest = this.unsaved(id).filter((other) => other !== write);
      if (rest.length > 0) this.#unsaved.set(id, rest);
      else this.#unsaved.delete(id);
    }
  }

  /**
   * Resolves when the journal has been sent, that of a process before this one included: only then does the database show
   * what phones were told. Throws while the database is away.
   */
  async start(): Promise<void> {
    while (this.#away && this.#running) await new Promise<void>((done) => this.#idle.push(done));
    if (!this.#away) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#run();
    if (this.#away) throw new Error('The journal could not be sent: the database is away.');
  }

  /** Writes what waits, to the database or the journal. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#waiting.length > 0 || this.#running) {
      if (this.#running) await new Promise<void>((done) => this.#idle.push(done));
      else await this.#run();
    }
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, ms);
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      if (this.#away) await this.#whileAway();
      while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MAX_ROWS));
    } catch (error) {
      this.options.logger.error({ err: error }, 'a group of writes failed');
    } finally {
      this.#running = false;
      for (const done of this.#idle.splice(0)) done();
      if (!this.#timer && !this.#closed && (this.#away || this.#waiting.length > 0)) {
        this.#schedule(this.#away ? RETRY_MS : 0);
      }
    }
  }

  async #commit(group: Waiting[]): Promise<void> {
    if (this.#away) return this.#keep(group);
    try {
      const results = await this.options.write(group.map(({ write }) => write));
      group.forEach(({ write, done }, i) => {
        const result = results[i] ?? 'unchanged';
        if (result === 'conflict') this.options.onConflict(write);
        done(result);
      });
    } catch (error) {
      if (this.options.isAway(error)) {
        this.#away = true;
        this.options.logger.warn({ err: error }, 'the database is away: changes go to the journal');
        return this.#keep(group);
      }
      if (group.length > 1) {
        // One of them is refused: the others must not suffer.
        const half = group.length >> 1;
        await this.#commit(group.slice(0, half));
        return this.#commit(group.slice(half));
      }
      this.options.logger.error({ err: error, device: group[0]?.write.id }, 'the database refused a change');
      this.#lost += 1;
      group[0]?.done('lost');
    }
  }

  async #keep(group: Waiting[]): Promise<void> {
    const kept = await this.options.journal.append(group.map(({ write }) => write));
    if (!kept) this.#lost += group.length;
    for (const { done } of group) done(kept ? 'kept' : 'lost');
  }

  /** Sends the journal; what comes meanwhile is appended to it, so that the order stays. */
  async #whileAway(): Promise<void> {
    for (;;) {
      while (this.#waiting.length > 0) await this.#keep(this.#waiting.splice(0, MAX_ROWS));
      const next = await this.options.journal.next();
      if (!next) break;
      try {
        await this.#send(next.writes);
        await next.sent();
      } catch (error) {
        if (this.options.isAway(error)) return;
        throw error;
      }
    }
    this.#away = false;
    this.options.logger.info('the journal has been sent to the database');
  }

  async #send(writes: readonly PhoneWrite[]): Promise<void> {
    if (writes.length === 0) return;
    try {
      const results = await this.options.write(writes);
      results.forEach((result, i) => {
        const write = writes[i];
        if (result === 'conflict' && write) this.options.onConflict(write);
      });
    } catch (error) {
      if (this.options.isAway(error)) throw error;
      const half = writes.length >> 1;
      if (half > 0) {
        await this.#send(writes.slice(0, half));
        return this.#send(writes.slice(half));
      }
      this.options.logger.error(
        { err: error, device: writes[0]?.id },
        'the database refused a change of the journal',
      );
      this.#lost += 1;
    }
  }
}
