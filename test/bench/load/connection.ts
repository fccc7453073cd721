import net from 'node:net';

export interface Answer {
  status: number;
  /** Valid until the next request on the connection. */
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const READ_BYTES = 64 * 1024;

/**
 * The server closed an idle connection just as the next request went out on it: nothing of an answer came. HTTP clients ask
 * again on another one (RFC 9112, 9.3.1).
 */
export class ClosedWhileIdle extends Error {}

/**
 * A phone's HTTP connection that stays open: one request at a time, an answer with a Content-Length. Answers are read into
 * the same memory again and again: with memory of its own for each, at 25 MB/s, the garbage collector of the load would take
 * the processors from the server every second, and its pauses would count as the server's.
 */
export class Connection {
  readonly #socket: net.Socket;
  #answer = Buffer.allocUnsafeSlow(READ_BYTES);
  #bytes = 0;
  /** Length of head and body, once the head is here. */
  #wanted = 0;
  #bodyAt = 0;
  #status = 0;
  #answered = 0;
  #waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | null = null;

  constructor(port: number) {
    const chunk = Buffer.allocUnsafeSlow(READ_BYTES);
    const callback = (bytes: number): boolean => {
      this.#take(chunk.subarray(0, bytes));
      return true;
    };
    this.#socket = net.connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: chunk, callback },
    });
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
    this.#makeRoom(this.#bytes + chunk.length);
    chunk.copy(this.#answer, this.#bytes);
    this.#bytes += chunk.length;
    if (this.#wanted === 0) this.#readHead();
    if (this.#wanted === 0 || this.#bytes < this.#wanted) return;
    const answer = { status: this.#status, body: this.#answer.subarray(this.#bodyAt, this.#wanted) };
    this.#bytes = this.#wanted = 0;
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#answered += 1;
    waiting?.done(answer);
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#answer.length) return;
    const larger = Buffer.allocUnsafeSlow(bytes * 2);
    this.#answer.copy(larger, 0, 0, this.#bytes);
    this.#answer = larger;
  }

  #closing(): Error {
    return this.#answered > 0 && this.#bytes === 0
      ? new ClosedWhileIdle('the server closed an idle connection')
      : new Error(`the server closed a connection after ${this.#bytes} bytes of an answer`);
  }

  #readHead(): void {
    const end = this.#answer.subarray(0, this.#bytes).indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#answer.toString('latin1', 0, end);
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
