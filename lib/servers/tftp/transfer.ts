import { ERROR_CODE, OPCODE, blockOf, dataHeader, errorPacket, oackPacket, opcodeOf } from './packet';
import type { Negotiated } from './options';
import type { BlockSource } from './source';

/** How a transfer ended. `bytes`: acknowledged by the client. */
export interface TransferEnd {
  outcome: 'done' | 'timeout' | 'client_error' | 'protocol_error' | 'aborted' | 'read_error';
  bytes: number;
}

/** The way out: header and body are one datagram (gathered, so that blocks are not copied). */
export interface Wire {
  send(parts: readonly Buffer[]): void;
  now(): number;
  ended(end: TransferEnd): void;
}

/** Own retransmission times in ms, one per sending of the same packet: 1 + 2 + 4 + 8 = 15 s, then it is given up. */
const BACK_OFF_MS = [1000, 2000, 4000, 8000];

/**
 * One read transfer. It knows no socket and no timer: `packet` is what its client sent, `tick` asks whether it is time
 * to send again.
 *
 * Blocks are counted from 1 without end; the wire carries the count modulo 65536. A repeated acknowledgement never
 * makes a block be sent again (the sorcerer's apprentice), but for one case of RFC 7440: with a window, the repeated
 * acknowledgement of the block before the window says that its first block was lost, and counts once per sending.
 */
export class Transfer {
  readonly #source: BlockSource;
  readonly #options: Negotiated;
  readonly #wire: Wire;
  readonly #lastBlock: number;
  /** Highest block acknowledged; -1 while the OACK is not. */
  #acked: number;
  /** Highest block sent. */
  #sent = 0;
  #tries = 0;
  #deadline = 0;
  #over = false;
  /** A window is being read from disk. */
  #reading = false;
  #resentOnce = false;

  constructor(source: BlockSource, options: Negotiated, wire: Wire) {
    this.#source = source;
    this.#options = options;
    this.#wire = wire;
    this.#lastBlock = Math.floor(source.size / options.blockSize) + 1;
    this.#acked = options.accepted.size > 0 ? -1 : 0;
  }

  /** True once the client has acknowledged anything: the request itself is not pending any more. */
  get progressed(): boolean {
    return this.#acked > 0;
  }

  start(): void {
    this.#sendCurrent();
  }

  /** The client sent its request again: it did not get our first packet. */
  requestRepeated(): void {
    if (!this.#over && !this.progressed) this.#sendCurrent();
  }

  packet(packet: Buffer): void {
    if (this.#over) return;
    const opcode = opcodeOf(packet);
    if (opcode === OPCODE.ACK) {
      const block = blockOf(packet);
      if (block === null) this.#fail(ERROR_CODE.undefined, 'Invalid datagram');
      else this.#acknowledge(block);
    } else if (opcode === OPCODE.ERROR) {
      this.#end('client_error');
    } else if (opcode === 0) {
      this.#fail(ERROR_CODE.undefined, 'Invalid datagram');
    } else {
      this.#fail(ERROR_CODE.illegalOperation, 'Illegal TFTP operation');
    }
  }

  /** Sends again what was not acknowledged in time; gives up after as many tries as the back-off has steps. */
  tick(now: number): void {
    if (this.#over || this.#reading || now < this.#deadline) return;
    if (this.#tries >= BACK_OFF_MS.length) return this.#end('timeout');
    this.#sendCurrent();
  }

  abort(): void {
    if (this.#over) return;
    this.#wire.send([errorPacket(ERROR_CODE.undefined, 'service unavailable')]);
    this.#end('aborted');
  }

  /** The client started another transfer from the same port: this one ends without a word. */
  supersede(): void {
    if (!this.#over) this.#end('aborted');
  }

  #acknowledge(wireBlock: number): void {
    if (this.#acked === -1) {
      if (wireBlock === 0) this.#advance(0);
      return;
    }
    const ahead = (wireBlock - this.#acked) & 0xffff;
    if (ahead === 0) return this.#repeated();
    if (ahead <= this.#sent - this.#acked) return this.#advance(this.#acked + ahead);
    // Behind us: a late copy, of no meaning. Ahead of what was sent: no TFTP client, but for the first packets, when it may
    // be a late copy that belonged to another transfer of the same client.
    if (ahead < 0x8000 && this.progressed) this.#fail(ERROR_CODE.illegalOperation, 'Illegal block number');
  }

  #repeated(): void {
    if (this.#options.windowSize === 1 || this.#resentOnce || this.#reading || this.#sent <= this.#acked)
      return;
    this.#resentOnce = true;
    this.#sendWindow();
  }

  #advance(block: number): void {
    this.#acked = block;
    this.#tries = 0;
    this.#resentOnce = false;
    if (block >= this.#lastBlock) return this.#end('done');
    this.#sendCurrent();
  }

  #sendCurrent(): void {
    this.#deadline = this.#wire.now() + (this.#options.timeoutMs ?? BACK_OFF_MS[this.#tries] ?? 0);
    this.#tries += 1;
    if (this.#acked === -1) this.#wire.send([oackPacket(this.#options.accepted)]);
    else this.#sendWindow();
  }

  #sendWindow(): void {
    if (this.#reading) return;
    const first = this.#acked + 1;
    const count = Math.min(this.#options.windowSize, this.#lastBlock - this.#acked);
    const { blockSize } = this.#options;
    const bytes = this.#source.read((first - 1) * blockSize, count * blockSize);
    if (bytes instanceof Promise) void this.#sendLater(bytes, first, count);
    else this.#sendBlocks(bytes, first, count);
  }

  async #sendLater(reading: Promise<Buffer>, first: number, count: number): Promise<void> {
    this.#reading = true;
    try {
      const bytes = await reading;
      this.#reading = false;
      if (this.#over) return;
      // An acknowledgement may have come in while the disk was read (of a window sent before).
      if (this.#acked + 1 === first) this.#sendBlocks(bytes, first, count);
      else this.#sendWindow();
    } catch {
      this.#reading = false;
      if (this.#over) return;
      this.#wire.send([errorPacket(ERROR_CODE.undefined, 'The file could not be read')]);
      this.#end('read_error');
    }
  }

  #sendBlocks(bytes: Buffer, first: number, count: number): void {
    const { blockSize } = this.#options;
    for (let i = 0; i < count; i++) {
      this.#wire.send([dataHeader(first + i), bytes.subarray(i * blockSize, (i + 1) * blockSize)]);
    }
    this.#sent = Math.max(this.#sent, first + count - 1);
  }

  #fail(code: number, message: string): void {
    this.#wire.send([errorPacket(code, message)]);
    this.#end('protocol_error');
  }

  #end(outcome: TransferEnd['outcome']): void {
    this.#over = true;
    this.#source.close();
    const bytes = Math.min(this.#source.size, Math.max(0, this.#acked) * this.#options.blockSize);
    this.#wire.ended({ outcome, bytes });
  }
}
