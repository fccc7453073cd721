import net from 'node:net';

export interface Answer {
  status: number;
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * The server closed an idle connection just as the next request went out on it: nothing of an answer came. HTTP clients ask
 * again on another one (RFC 9112, 9.3.1).
 */
export class ClosedWhileIdle extends Error {}

/** A phone's HTTP connection that stays open: one request at a time, an answer with a Content-Length. */
export class Connection {
  readonly #socket: net.Socket;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Length of head and body, once the head is here. */
  #wanted = 0;
  #bodyAt = 0;
  #status = 0;
  #answered = 0;
  #waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | null = null;

  constructor(port: number) {
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(isReset(error) ? this.#closing() : error));
    this.#socket.on('close', () => this.#fail(this.#closing()));
  }

  /** The server closed it, as it does with connections that were idle for long. */
  get closed(): boolean {
    return this.#socket.destroyed;
  }

  ask(request: string): Promise<Answer> {
    return new Promise((done, failed) => {
      this.#waiting = { done, failed };
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#wanted === 0) this.#readHead();
    if (this.#wanted === 0 || this.#bytes < this.#wanted) return;
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#bytes);
    const answer = { status: this.#status, body: all.subarray(this.#bodyAt, this.#wanted) };
    this.#chunks = [];
    this.#bytes = this.#wanted = 0;
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#answered += 1;
    waiting?.done(answer);
  }

  #closing(): Error {
    return this.#answered > 0 && this.#bytes === 0
      ? new ClosedWhileIdle('the server closed an idle connection')
      : new Error(`the server closed a connection after ${this.#bytes} bytes of an answer`);
  }

  #readHead(): void {
    const start =
      this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    const end = start.indexOf(HEAD_END);
    if (end < 0) return;
    const head = start.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#fail(new Error(`an answer without a length: ${head}`));
    this.#status = Number(head.slice(9, 12));
    this.#bodyAt = end + HEAD_END.length;
    this.#wanted = this.#bodyAt + Number(length);
  }

  #fail(error: Error): void {
    this.#socket.destroy();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.failed(error);
  }
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** Asks once for each, so many at the same time, in order. Fails when an answer is no 200. */
export async function askAll(
  port: number,
  requests: readonly string[],
  onAnswer: (index: number, body: Buffer) => void,
  parallel = 16,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    const connection = new Connection(port);
    try {
      for (let i = next++; i < requests.length; i = next++) {
        const { status, body } = await connection.ask(requests[i] ?? '');
        if (status !== 200) throw new Error(`answer ${status} to ${requests[i]?.split('\r\n')[0]}`);
        onAnswer(i, body);
      }
    } finally {
      next = requests.length; // when one fails, the others need not go on
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
}
