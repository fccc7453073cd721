import type { Socket } from 'node:net';
import { plainHeaders, plainText, type PlainRequests } from './plain-request';
import { SocketReply, type Outbox } from './reply';
import type { Serve } from './serve';

export interface PlainOptions {
  serve: Serve;
  requests: PlainRequests;
  outbox: Outbox;
  /** What ends the headers of each answer. */
  tail: () => Buffer;
  keepAliveMs: number;
  idleMs: number;
  /** Takes the connection, and the bytes that came last, for good. */
  handOver: (socket: Socket, chunk: Buffer) => void;
}

/**
 * A connection as long as it carries plain requests, one after the other. The first one that is not plain, or comes
 * before the last was answered, goes to Node's parser, with the connection.
 */
export class PlainConnection {
  readonly #socket: Socket;
  readonly #peer: string;
  readonly #options: PlainOptions;
  readonly #reply: SocketReply;
  #answering: Promise<void> | null = null;
  /** What came while the answer was being made. */
  #early: Buffer | null = null;
  #ended = false;
  #stalled = false;

  constructor(socket: Socket, peer: string, options: PlainOptions) {
    this.#socket = socket;
    this.#peer = peer;
    this.#options = options;
    this.#reply = new SocketReply(socket, options.outbox, options.tail);
    socket.setTimeout(options.keepAliveMs);
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('timeout', this.#onTimeout);
    socket.on('error', this.#onError);
  }

  /** The server closes: what is being made or sent still goes out. */
  finish(): void {
    this.#ended = true;
    if (this.#answering) return;
    if (this.#socket.writableLength > 0) this.#socket.end();
    else this.#socket.destroy();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#stalled = false;
    if (this.#answering) {
      this.#early = this.#early ? Buffer.concat([this.#early, chunk]) : chunk;
      this.#socket.pause();
      return;
    }
    const text = this.#socket.writableLength > 0 ? null : plainText(chunk);
    const request = text === null ? null : this.#options.requests.read(text);
    if (text === null || !request) return this.#handOver(chunk);
    const { target, headers, forwarded } = request;
    const asked = {
      target,
      ip: forwarded ?? this.#peer,
      headers,
      raw: () => plainHeaders(text),
      note: request,
    };
    const answering = this.#options.serve.answer(asked, this.#reply);
    if (answering) this.#later(answering);
    else if (this.#ended) this.#socket.end();
  };

  #later(answering: Promise<void>): void {
    // No time runs while the phone waits for us.
    this.#socket.setTimeout(0);
    this.#answering = answering;
    void answering
      .catch(() => this.#socket.destroy())
      .then(() => {
        this.#answering = null;
        if (this.#socket.destroyed) return;
        this.#socket.setTimeout(this.#options.keepAliveMs);
        const early = this.#early;
        this.#early = null;
        if (early) {
          this.#socket.resume();
          this.#onData(early);
        } else if (this.#ended) this.#socket.end();
      });
  }

  #handOver(chunk: Buffer): void {
    const socket = this.#socket;
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('timeout', this.#onTimeout);
    socket.off('error', this.#onError);
    this.#options.handOver(socket, chunk);
  }

  readonly #onEnd = (): void => {
    this.#ended = true;
    if (!this.#answering) this.#socket.end();
  };

  /** Nothing moved for `keepAliveMs`: an idle connection ends; a phone that is slow to read has a little longer. */
  readonly #onTimeout = (): void => {
    const { keepAliveMs, idleMs } = this.#options;
    if (this.#socket.writableLength === 0 || this.#stalled || idleMs <= keepAliveMs) {
      this.#socket.destroy();
      return;
    }
    this.#stalled = true;
    this.#socket.setTimeout(idleMs - keepAliveMs);
  };

  readonly #onError = (): void => {
    this.#socket.destroy();
  };
}
