import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Status and headers of an answer, as a list for Node and as text for a socket; each is made once. */
export class Head {
  #text: string | null = null;

  constructor(
    readonly status: number,
    /** Names and values in turn. */
    readonly headers: string[],
  ) {}

  /** The status line and the headers, without the empty line that ends them. */
  get text(): string {
    this.#text ??= `HTTP/1.1 ${this.status} ${STATUS_CODES[this.status] ?? ''}\r\n${lines(this.headers)}`;
    return this.#text;
  }
}

/** Where one answer goes. */
export interface Reply {
  /** The request was HEAD: no body is sent. */
  readonly bodyless: boolean;
  /** All of the answer at once. */
  whole(head: Head, body: Buffer | string | null): void;
  /** The body piece by piece. Rejects, and closes the connection, when it can't be sent to the end. */
  pieces(head: Head, body: AsyncIterable<Buffer>): Promise<void>;
}

/** Through Node's response. */
export class ResponseReply implements Reply {
  constructor(
    private readonly response: ServerResponse,
    readonly bodyless: boolean,
  ) {}

  whole(head: Head, body: Buffer | string | null): void {
    this.response.writeHead(head.status, head.headers);
    this.response.end(this.bodyless || body === null ? undefined : body);
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
    private readonly tail: () => string,
  ) {}

  whole(head: Head, body: Buffer | string | null): void {
    const { socket } = this;
    socket.cork();
    socket.write(head.text + this.tail(), 'latin1');
    if (body !== null) socket.write(body);
    socket.uncork();
  }

  async pieces(head: Head, body: AsyncIterable<Buffer>): Promise<void> {
    try {
      this.socket.write(head.text + this.tail(), 'latin1');
      await pipeline(Readable.from(body, { objectMode: false }), this.socket, { end: false });
    } catch (error) {
      this.socket.destroy();
      throw error;
    }
  }
}

/** The headers that every answer on an open connection ends with: the date, of which a new text is made each second. */
export function connectionTail(keepAliveMs: number): () => string {
  let second = 0;
  let text = '';
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) {
      second = now;
      const date = new Date(now * 1_000).toUTCString();
      text = `Date: ${date}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAliveMs / 1_000)}\r\n\r\n`;
    }
    return text;
  };
}

function lines(headers: readonly string[]): string {
  let text = '';
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return text;
}
