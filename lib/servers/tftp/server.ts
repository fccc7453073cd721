import { randomInt } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Account, AnswerPhones, FileAnswer, PhoneRequest, Refusal } from '../../services/phones/answer';
import { normalizeIp } from '../../shared/ip';
import type { Logger } from '../../shared/logger';
import { cleanTftpPath } from './path';
import { ERROR_CODE, OPCODE, errorPacket, opcodeOf, parseRequest, type ReadRequest } from './packet';
import { negotiate } from './options';
import { BytesSource, openDisk, type BlockSource } from './source';
import { Transfer } from './transfer';

export interface TftpOptions {
  /** Address to listen on; null: all interfaces, both families where the machine has IPv6. */
  host: string | null;
  port: number;
  phones: AnswerPhones;
  logger: Logger;
  /** Transfers at the same time, over all and for one address. Beyond, requests are dropped: phones ask again. */
  maxTransfers?: number;
  maxTransfersPerSource?: number;
  /** Sockets that transfers share. */
  transferSockets?: number;
}

export interface TftpServer {
  readonly port: number;
  /** Transfers running, and requests dropped so far for want of room. */
  stats(): { transfers: number; dropped: number };
  /** Takes no more requests, lets transfers finish for up to `graceMs`, then ends them. */
  close(graceMs?: number): Promise<void>;
}

const TICK_MS = 100;
/** How long a client that has finished may still send (late copies of its last acknowledgement) without an error. */
const LINGER_MS = 3_000;
const MAX_LINGERING = 20_000;
const RECEIVE_BUFFER = 4 * 1024 * 1024;

/** What one port of one client is being sent, or waits to be. */
interface Running {
  /** `address port` of the client. */
  readonly key: string;
  readonly from: RemoteInfo;
  readonly asked: ReadRequest;
  readonly request: PhoneRequest;
  /** Which of the shared sockets it has. */
  readonly socket: number;
  transfer: Transfer | null;
}

export async function startTftp(options: TftpOptions): Promise<TftpServer> {
  const server = new Server(options);
  await server.listen();
  return server;
}

/**
 * Transfers share a few sockets: each has its own port, and the packets of a socket are told apart by their source.
 * A client that uses one port again gets another socket, so that late packets of its last transfer can't touch the new.
 */
class Server implements TftpServer {
  readonly #options: TftpOptions;
  readonly #maxTransfers: number;
  readonly #maxPerSource: number;
  #main: Socket | null = null;
  #sockets: Socket[] = [];
  readonly #running = new Map<string, Running>();
  readonly #perSource = new Map<string, number>();
  /** By `socket address port`: until when late packets are passed over in silence. */
  readonly #lingering = new Map<string, number>();
  #next = 0;
  #dropped = 0;
  #timer: NodeJS.Timeout | null = null;
  #closing = false;
  #idle: (() => void) | null = null;
  #now = Date.now();

  constructor(options: TftpOptions) {
    this.#options = options;
    this.#maxTransfers = options.maxTransfers ?? 4_096;
    this.#maxPerSource = options.maxTransfersPerSource ?? 1_024;
  }

  get port(): number {
    return this.#main?.address().port ?? 0;
  }

  stats(): { transfers: number; dropped: number } {
    return { transfers: this.#running.size, dropped: this.#dropped };
  }

  async listen(): Promise<void> {
    const { host, port, transferSockets = 16 } = this.#options;
    this.#main = await bind(host, port);
    this.#main.on('message', (packet, from) => this.#request(packet, from));
    this.#sockets = await Promise.all(Array.from({ length: transferSockets }, () => bind(host, 0)));
    this.#sockets.forEach((socket, i) =>
      socket.on('message', (packet, from) => this.#packet(i, packet, from)),
    );
    for (const socket of [this.#main, ...this.#sockets]) {
      socket.on('error', (error) => this.#options.logger.error({ err: error }, 'TFTP socket'));
    }
    this.#next = randomInt(transferSockets);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  async close(graceMs = 5_000): Promise<void> {
    this.#closing = true;
    if (this.#running.size > 0 && graceMs > 0) await this.#drain(graceMs);
    for (const running of this.#running.values()) running.transfer?.abort();
    if (this.#timer) clearInterval(this.#timer);
    const sockets = this.#main ? [this.#main, ...this.#sockets] : this.#sockets;
    this.#main = null;
    this.#sockets = [];
    await Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.close(() => done()))));
  }

  #drain(graceMs: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, graceMs);
      this.#idle = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** A packet on the well-known port: only requests count there. */
  #request(packet: Buffer, from: RemoteInfo): void {
    const opcode = opcodeOf(packet);
    if (opcode !== OPCODE.RRQ && opcode !== OPCODE.WRQ) return;
    const asked = parseRequest(packet);
    if (!asked) return;
    if (this.#closing) return this.#refuse(from, ERROR_CODE.undefined, 'service unavailable');
    if (opcode === OPCODE.WRQ)
      return this.#turnAway(from, asked, 'WRQ', ERROR_CODE.undefined, 'WRQ not supported');
    if (asked.mode !== 'octet') {
      return this.#turnAway(from, asked, 'RRQ', ERROR_CODE.undefined, 'mode not supported');
    }
    const key = `${from.address} ${from.port}`;
    const before = this.#running.get(key);
    if (before?.asked.filename === asked.filename && !before.transfer?.progressed) {
      return before.transfer?.requestRepeated();
    }
    if (before?.transfer) before.transfer.supersede();
    else if (before) this.#forget(before);
    this.#begin(key, asked, from);
  }

  #begin(key: string, asked: ReadRequest, from: RemoteInfo): void {
    const sameSource = this.#perSource.get(from.address) ?? 0;
    if (this.#running.size >= this.#maxTransfers || sameSource >= this.#maxPerSource) {
      this.#dropped += 1;
      return;
    }
    const path = cleanTftpPath(asked.filename);
    if (path === null) return this.#turnAway(from, asked, 'RRQ', ERROR_CODE.notFound, 'Invalid filename');
    const request: PhoneRequest = {
      protocol: 'tftp',
      method: 'RRQ',
      target: asked.filename,
      path,
      ip: normalizeIp(from.address) ?? from.address,
      userAgent: '',
      headers: [],
    };
    const running: Running = { key, from, asked, request, socket: this.#socketFor(key), transfer: null };
    this.#running.set(key, running);
    this.#perSource.set(from.address, sameSource + 1);
    const answer = this.#options.phones.answer(request);
    if (answer instanceof Promise) void this.#answerLater(answer, running);
    else this.#answer(answer, running);
  }

  /** The next one that has no late packets of the same client to expect. */
  #socketFor(key: string): number {
    for (let tries = 0; tries < this.#sockets.length; tries += 1) {
      this.#next = (this.#next + 1) % this.#sockets.length;
      if (!this.#lingering.has(`${this.#next} ${key}`)) break;
    }
    return this.#next;
  }

  async #answerLater(answer: Promise<FileAnswer>, running: Running): Promise<void> {
    let settled: FileAnswer;
    try {
      settled = await answer;
    } catch (error) {
      this.#options.logger.error({ err: error, ip: running.request.ip }, 'TFTP request failed');
      settled = { kind: 'error', account: { delivered: () => undefined } };
    }
    if (this.#isCurrent(running)) this.#answer(settled, running);
    else settled.account.delivered('error', null, 0); // the phone asked for something else meanwhile
  }

  #answer(answer: FileAnswer, running: Running): void {
    if (answer.kind !== 'file') return this.#decline(running, answer.kind, answer.account);
    const {
      file: { content },
      account,
    } = answer;
    if (content.kind === 'bytes') {
      content.handedOver?.(false); // read block by block
      return this.#start(running, new BytesSource(content.bytes), account);
    }
    openDisk(content).then(
      (source) => {
        if (this.#isCurrent(running) && !this.#closing) this.#start(running, source, account);
        else source.close();
      },
      (error: unknown) => {
        this.#options.logger.error({ err: error }, 'a served file could not be opened');
        if (this.#isCurrent(running)) this.#decline(running, 'error', account);
      },
    );
  }

  #decline(running: Running, kind: Refusal, account: Account): void {
    this.#forget(running);
    const [code, message] = REFUSALS[kind];
    this.#refuse(running.from, code, message);
    account.delivered(kind === 'error' ? 'error' : kind === 'refused' ? 'refused' : 'not_found', null, 0);
  }

  #start(running: Running, source: BlockSource, account: Account): void {
    const { key, socket: index, from, asked } = running;
    this.#lingering.delete(`${index} ${key}`);
    running.transfer = new Transfer(source, negotiate(asked.options, source.size), {
      send: (packet) => this.#sockets[index]?.send(packet, from.port, from.address, ignoreSendError),
      now: () => this.#now,
      ended: ({ outcome, bytes }) => {
        this.#forget(running);
        this.#linger(`${index} ${key}`);
        account.delivered(outcome === 'done' ? 'served' : 'error', null, bytes);
      },
    });
    running.transfer.start();
  }

  /** A packet on one of the transfer ports. */
  #packet(index: number, packet: Buffer, from: RemoteInfo): void {
    const key = `${from.address} ${from.port}`;
    const running = this.#running.get(key);
    if (running?.socket === index && running.transfer) return running.transfer.packet(packet);
    // An error is never answered by an error, and a client that has just finished may repeat itself.
    if (opcodeOf(packet) === OPCODE.ERROR || this.#lingering.has(`${index} ${key}`)) return;
    this.#sockets[index]?.send(UNKNOWN_TID, from.port, from.address, ignoreSendError);
  }

  #turnAway(from: RemoteInfo, asked: ReadRequest, method: string, code: number, reason: string): void {
    this.#refuse(from, code, reason);
    const ip = normalizeIp(from.address) ?? from.address;
    const target = asked.filename.slice(0, 200);
    this.#options.phones.turnedAway({
      protocol: 'tftp',
      method,
      target,
      ip,
      userAgent: '',
      status: null,
      reason,
    });
  }

  #refuse(from: RemoteInfo, code: number, message: string): void {
    this.#main?.send(errorPacket(code, message), from.port, from.address, ignoreSendError);
  }

  #isCurrent(running: Running): boolean {
    return this.#running.get(running.key) === running;
  }

  #forget(running: Running): void {
    if (this.#isCurrent(running)) this.#running.delete(running.key);
    const { address } = running.from;
    const left = (this.#perSource.get(address) ?? 1) - 1;
    if (left > 0) this.#perSource.set(address, left);
    else this.#perSource.delete(address);
    if (this.#closing && this.#running.size === 0) this.#idle?.();
  }

  #linger(key: string): void {
    this.#lingering.delete(key); // so that it moves to the end: the map stays in order of time
    this.#lingering.set(key, this.#now + LINGER_MS);
    if (this.#lingering.size <= MAX_LINGERING) return;
    for (const oldest of this.#lingering.keys()) {
      this.#lingering.delete(oldest);
      return;
    }
  }

  #tick(): void {
    this.#now = Date.now();
    for (const running of this.#running.values()) running.transfer?.tick(this.#now);
    for (const [key, until] of this.#lingering) {
      if (until > this.#now) break;
      this.#lingering.delete(key);
    }
  }
}

const UNKNOWN_TID = errorPacket(ERROR_CODE.unknownTid, 'Unknown TID');

const REFUSALS: Record<Refusal, [number, string]> = {
  nowhere: [ERROR_CODE.notFound, 'Nowhere to route this request'],
  missing: [ERROR_CODE.notFound, 'File not found'],
  listing: [ERROR_CODE.notFound, 'File not found'],
  refused: [ERROR_CODE.accessViolation, 'Access violation'],
  error: [ERROR_CODE.undefined, 'Internal processing error'],
};

/** A datagram that can't be sent (no route, buffer full) is lost like one lost on its way: it is sent again. */
function ignoreSendError(): void {}

/** Addresses are literals already: no look-up, no wait for one. */
function literal(
  address: string,
  _options: unknown,
  done: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
): void {
  done(null, address, address.includes(':') ? 6 : 4);
}

async function bind(host: string | null, port: number): Promise<Socket> {
  if (host !== null) return bindOne(host.includes(':') ? 'udp6' : 'udp4', host, port);
  try {
    return await bindOne('udp6', '::', port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAFNOSUPPORT')) throw error;
    return bindOne('udp4', '0.0.0.0', port); // a machine without IPv6
  }
}

function bindOne(type: 'udp4' | 'udp6', address: string, port: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = createSocket({ type, lookup: literal });
    socket.once('error', (error) => {
      socket.close();
      failed(error);
    });
    socket.bind({ address, port }, () => {
      socket.removeAllListeners('error');
      try {
        socket.setRecvBufferSize(RECEIVE_BUFFER);
      } catch {
        // The system allows less: bursts are then repeated by the phones.
      }
      done(socket);
    });
  });
}
