import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Status and headers of an answer, as a list for Node and as bytes for a socket; each is made once. */
export class Head {
  #bytes: Buffer | null = null;

  constructor(
    readonly status: number,
    /** Names and values in turn. */
    readonly headers: string[],
  ) {}

  /** The status line and the headers, without the empty line that ends them. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(
      `HTTP/1.1 ${this.status} ${STATUS_CODES[this.status] ?? ''}\r\n${lines(this.headers)}`,
      'latin1',
    );
    return this.#bytes;
  }
}

/** Where one answer goes. */
export interface Reply {
  /** The request was HEAD: no body is sent. */
  readonly bodyless: boolean;
  /** All of the answer at once. `handedOver` is told whether the system has taken the body as a whole: see `Content`. */
  whole(head: Head, body: Buffer | string | null, handedOver?: (whole: boolean) => void): void;
  /** The body piece by piece. Rejects, and closes the connection, when it can't be sent to the end. */
  pieces(head: Head, body: AsyncIterable<Buffer>): Promise<void>;
}

/** Through Node's response. */
export class ResponseReply implements Reply {
  constructor(
    private readonly response: ServerResponse,
    readonly bodyless: boolean,
  ) {}

  whole(head: Head, body: Buffer | string | null, handedOver?: (whole: boolean) => void): void {
    this.response.writeHead(head.status, head.headers);
    if (this.bodyless || body === null) {
      this.response.end();
      return;
    }
    handedOver?.(false); // when it is out is not known here
    this.response.end(body);
  }

  async pieces(head: Head, body: AsyncIterable<Buffer>): Promise<void> {
    this.response.writeHead(head.status, head.headers);
    try {
      await pipeline(Readable.from(body, { objectMode: false }), this.response);
    } catch (error) {
      this.response.destroy();
      throw error;
    }
  }
}

/** Straight to the socket, which stays open for the next request. */
export class SocketReply implements Reply {
  readonly bodyless = false;

  constructor(
    private readonly socket: Socket,
    private readonly outbox: Outbox,
    private readonly tail: () => Buffer,
  ) {}

  whole(head: Head, body: Buffer | string | null, handedOver?: (whole: boolean) => void): void {
    const { socket } = this;
    this.outbox.hold(socket, handedOver ?? null);
    // Buffers alone: a text among them costs more than all the rest.
    socket.write(head.bytes);
    socket.write(this.tail());
    if (body === null) return;
    socket.write(typeof body === 'string' ? Buffer.from(body) : body);
  }

  async pieces(head: Head, body: AsyncIterable<Buffer>): Promise<void> {
    try {
      this.socket.write(Buffer.concat([head.bytes, this.tail()]));
      await pipeline(Readable.from(body, { objectMode: false }), this.socket, { end: false });
    } catch (error) {
      this.socket.destroy();
      throw error;
    }
  }
}

/**
 * Sends the answers of one turn of the event loop one right after the other. Sent as each is made, they come so far apart
 * that under load the other side falls asleep in between, and to wake it up costs as much as the sending.
 */
export class Outbox {
  #held: Socket[] = [];
  #told: (((whole: boolean) => void) | null)[] = [];

  /** What is written to the socket from now on leaves at the end of this turn; then it is told whether all of it has. */
  hold(socket: Socket, handedOver: ((whole: boolean) => void) | null): void {
    socket.cork();
    this.#told.push(handedOver);
    if (this.#held.push(socket) === 1) setImmediate(() => this.#send());
  }

  #send(): void {
    const held = this.#held;
    const told = this.#told;
    this.#held = [];
    this.#told = [];
    held.forEach((socket, i) => {
      socket.uncork();
      told[i]?.(socket.writableLength === 0);
    });
  }
}

/** The headers that every answer on an open connection ends with: the date, of which a new text is made each second. */
export function connectionTail(keepAliveMs: number): () => Buffer {
  let second = 0;
  let bytes = Buffer.alloc(0);
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) {
      second = now;
      const date = new Date(now * 1_000).toUTCString();
      const timeout = Math.floor(keepAliveMs / 1_000);
      bytes = Buffer.from(
        `Date: ${date}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${timeout}\r\n\r\n`,
      );
    }
    return bytes;
  };
}

function lines(headers: readonly string[]): string {
  let text = '';
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return text;
}
