import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { phoneWrite, type PhoneWrite } from '../../domain/phones/write';
import type { Keyring } from '../../shared/keyring';
import type { Logger } from '../../shared/logger';

const CONTEXT = 'phone-journal';
const MAX_RECORD = 16 * 1024 * 1024;
const record = z.array(phoneWrite);

/**
 * Writes that could not reach the database, in order, sealed, on local disk. Each write can be made twice, so what was
 * sent but not known to have arrived stays here until the whole journal has been sent.
 */
export class Journal {
  #handle: FileHandle | null = null;
  #end = 0;
  #sent = 0;
  #appending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: { file: string; keyring: Keyring; logger: Logger; maxBytes?: number },
  ) {}

  /** Opens the file; what a process before this one left in it is sent first. */
  async open(): Promise<void> {
    this.#handle = await open(this.options.file, 'a+', 0o600);
    this.#end = (await this.#handle.stat()).size;
  }

  get empty(): boolean {
    return this.#sent >= this.#end;
  }

  /** Bytes that wait to be sent. */
  get bytes(): number {
    return this.#end - this.#sent;
  }

  /** False: there is no room (or the disk refused), the writes are lost unless somebody else keeps them. */
  append(writes: readonly PhoneWrite[]): Promise<boolean> {
    const done = this.#appending.then(() => this.#append(writes));
    this.#appending = done;
    return done;
  }

  /** The oldest writes that were not sent, null when there are none. Call `sent` when they have arrived. */
  async next(): Promise<{ writes: PhoneWrite[]; sent: () => Promise<void> } | null> {
    await this.#appending;
    if (!this.#handle || this.empty) return null;
    const start = this.#sent;
    const header = Buffer.alloc(4);
    await this.#handle.read(header, 0, 4, start);
    const length = header.readUInt32BE(0);
    const end = start + 4 + length;
    // The last record may have been cut off by a crash; nobody was told that it is safe.
    if (length > MAX_RECORD || end > this.#end) return this.#giveUp();
    const sealed = Buffer.alloc(length);
    await this.#handle.read(sealed, 0, length, start + 4);
    return { writes: this.#open(sealed), sent: () => this.#advance(end) };
  }

  async close(): Promise<void> {
    await this.#appending;
    await this.#handle?.close();
    this.#handle = null;
  }

  async #append(writes: readonly PhoneWrite[]): Promise<boolean> {
    const sealed = this.options.keyring.sealBytes(Buffer.from(JSON.stringify(writes)), CONTEXT);
    const header = Buffer.alloc(4);
    header.writeUInt32BE(sealed.length, 0);
    const bytes = Buffer.concat([header, sealed]);
    const room = this.#end + bytes.length <= (this.options.maxBytes ?? 512 * 1024 * 1024);
    if (!this.#handle || !room || sealed.length > MAX_RECORD) return false;
    try {
      await this.#handle.appendFile(bytes);
      await this.#handle.datasync();
    } catch (error) {
      this.options.logger.error({ err: error }, 'the journal of writes could not be written');
      await this.#handle.truncate(this.#end).catch(() => undefined);
      return false;
    }
    this.#end += bytes.length;
    return true;
  }

  async #advance(to: number): Promise<void> {
    this.#sent = to;
    await this.#appending;
    if (this.empty) await this.#truncate();
  }

  async #truncate(): Promise<void> {
    const truncating = this.#appending.then(async () => {
      if (!this.empty) return;
      await this.#handle?.truncate(0);
      this.#end = 0;
      this.#sent = 0;
    });
    this.#appending = truncating;
    await truncating;
  }

  #open(sealed: Buffer): PhoneWrite[] {
    const opened = this.options.keyring.openBytes(sealed, CONTEXT);
    const parsed = opened.ok ? record.safeParse(jsonOf(opened.value.toString())) : null;
    if (parsed?.success) return parsed.data;
    this.options.logger.error('a record of the journal of writes is damaged and was passed over');
    return [];
  }

  async #giveUp(): Promise<null> {
    this.options.logger.warn(
      { bytes: this.bytes },
      'the end of the journal of writes is incomplete and was cut off',
    );
    this.#sent = this.#end;
    await this.#truncate();
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
