import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerPhones } from '../../services/phones/answer';
import type { AcceptUploads } from '../../services/phones/uploads';
import { normalizeIp } from '../../shared/ip';
import { withoutKey } from '../../services/phones/url-key';
import type { Logger } from '../../shared/logger';
import { clientAddress } from './client-address';
import { formTarget, isForm } from './form';
import { readHeaders, type RequestHeaders } from './headers';
import { PlainConnection } from './plain-connection';
import { PlainRequests } from './plain-request';
import { Outbox, ResponseReply, connectionTail } from './reply';
import { sendPage } from './respond';
import { Serve } from './serve';
import { receiveUpload } from './upload';

export interface HttpOptions {
  /** Address to listen on; null: all interfaces. */
  host: string | null;
  port: number;
  /** How many proxies' `X-Forwarded-For` entries are believed (`OFFHOOK_TRUSTED_PROXIES`). */
  trustedProxies: number;
  phones: AnswerPhones;
  /** Takes the files that phones send; absent: nobody does. */
  uploads?: AcceptUploads;
  logger: Logger;
  limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  /** Bytes of request line and headers together. */
  headerBytes: number;
  /** Time for the headers of a request, and for all of it, ms. */
  headersMs: number;
  requestMs: number;
  /** A connection on which nothing moves is closed after this, ms; between requests after `keepAliveMs`. */
  idleMs: number;
  keepAliveMs: number;
  connections: number;
  /** For one address; not counted behind a trusted proxy, where all phones share one. */
  connectionsPerSource: number;
}

const LIMITS: HttpLimits = {
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  idleMs: 60_000,
  keepAliveMs: 20_000,
  connections: 10_000,
  connectionsPerSource: 1_024,
};

export interface HttpServer {
  readonly port: number;
  stats(): { connections: number; refused: number };
  /** Takes no more connections, lets answers finish for up to `graceMs`, then closes them. */
  close(graceMs?: number): Promise<void>;
}

/**
 * The phone-facing HTTP server: bytes to service calls and back, no rule of its own about who gets what. A connection begins
 * as a plain one, which costs a third of what Node's HTTP server does; the first request that is anything but a plain GET
 * goes there, with its connection.
 */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const limits = { ...LIMITS, ...options.limits };
  const { phones, trustedProxies, logger } = options;
  const { keepAliveMs, idleMs } = limits;
  const sources = new Sources(trustedProxies === 0 ? limits.connectionsPerSource : Infinity);
  const serve = new Serve(phones, logger);
  const plain = new Map<Socket, PlainConnection>();

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    },
    (request, response) => {
      const headers = readHeaders(request.rawHeaders);
      const ip = clientAddress(sources.addressOf(request.socket), headers.forwardedFor, trustedProxies);
      const target = request.url ?? '/';
      const head = request.method === 'HEAD';
      if (request.method !== 'GET' && !head) return otherMethod(request, response, headers, target, ip);
      const asked = { target, ip, headers, raw: () => request.rawHeaders };
      void serve.answer(asked, new ResponseReply(response, head));
    },
  );
  server.timeout = idleMs;
  server.maxHeadersCount = 64;
  server.maxConnections = limits.connections;
  // Node's own way to take a connection, which is ours to call.
  const nodes = server.listeners('connection');
  server.removeAllListeners('connection');
  const plainOptions = {
    serve,
    requests: new PlainRequests(trustedProxies),
    outbox: new Outbox(),
    tail: connectionTail(keepAliveMs),
    keepAliveMs,
    idleMs,
    handOver: (socket: Socket, chunk: Buffer) => {
      plain.delete(socket);
      for (const take of nodes) Reflect.apply(take, server, [socket]);
      // Its listener gets the bytes that came already; what follows reaches it by itself.
      socket.emit('data', chunk);
    },
  };

  function otherMethod(
    request: IncomingMessage,
    response: ServerResponse,
    headers: RequestHeaders,
    target: string,
    ip: string,
  ): void {
    const method = request.method ?? '';
    if (method === 'OPTIONS') {
      response.writeHead(200, ['Allow', 'GET, HEAD, OPTIONS', 'Content-Length', '0']);
      response.end();
      return;
    }
    if (isForm(request)) {
      formTarget(request, target).then(
        (whole) => {
          if (whole === null) return notAllowed(response, headers, method, target, ip);
          const asked = { method, target: whole, ip, headers, raw: () => request.rawHeaders };
          void serve.answer(asked, new ResponseReply(response, false));
        },
        () => response.destroy(),
      );
      return;
    }
    const { uploads } = options;
    if (uploads && (method === 'PUT' || method === 'POST')) {
      receiveUpload(uploads, request, response, { headers, target, ip }).then(
        (taken) => (taken ? undefined : notAllowed(response, headers, method, target, ip)),
        (error: unknown) => {
          logger.error({ err: error, target: withoutKey(target).slice(0, 200) }, 'an upload failed');
          response.destroy();
        },
      );
      return;
    }
    notAllowed(response, headers, method, target, ip);
  }

  function notAllowed(
    response: ServerResponse,
    { userAgent }: RequestHeaders,
    method: string,
    target: string,
    ip: string,
  ): void {
    // The connection ends, so that a body is not read either.
    const reply = new ResponseReply(response, false);
    const more = ['Allow', 'GET, HEAD, OPTIONS', 'Connection', 'close'];
    sendPage(reply, 405, 'Method Not Allowed', 'Only GET and HEAD are answered.', more);
    phones.turnedAway({
      protocol: 'http',
      method,
      target: target.slice(0, 200),
      ip,
      userAgent,
      status: 405,
      reason: 'method',
    });
  }

  server.on('connection', (socket) => {
    const peer = sources.admit(socket);
    if (peer === null) return void socket.destroy();
    plain.set(socket, new PlainConnection(socket, peer, plainOptions));
    socket.once('close', () => plain.delete(socket));
  });
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return void socket.destroy();
    const code = 'code' in error ? error.code : '';
    const status =
      code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  server.on('error', (error) => logger.error({ err: error }, 'phone HTTP server'));

  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    stats: () => sources.stats(),
    close: (graceMs = 5_000) => {
      for (const connection of plain.values()) connection.finish();
      const looking = setInterval(() => server.closeIdleConnections(), 100);
      const timer = setTimeout(() => {
        server.closeAllConnections();
        for (const socket of plain.keys()) socket.destroy();
      }, graceMs);
      return new Promise((done) => {
        server.close(() => {
          clearInterval(looking);
          clearTimeout(timer);
          done();
        });
      });
    },
  };
}

/** Connections by address: the address is normalised once for each, and none may hold too many. */
class Sources {
  readonly #limit: number;
  readonly #addresses = new WeakMap<Socket, string>();
  readonly #open = new Map<string, number>();
  #total = 0;
  #refused = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The peer's address; null: it has too many connections. */
  admit(socket: Socket): string | null {
    const address = normalizeIp(socket.remoteAddress ?? '') ?? '';
    const open = this.#open.get(address) ?? 0;
    if (open >= this.#limit) {
      this.#refused += 1;
      return null;
    }
    this.#addresses.set(socket, address);
    this.#open.set(address, open + 1);
    this.#total += 1;
    socket.once('close', () => {
      this.#total -= 1;
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    });
    return address;
  }

  addressOf(socket: Socket): string {
    return this.#addresses.get(socket) ?? '';
  }

  stats(): { connections: number; refused: number } {
    return { connections: this.#total, refused: this.#refused };
  }
}

function listen(server: Server, { host, port }: HttpOptions): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen({ port, backlog: 511, ...(host === null ? {} : { host }) }, () => {
      server.off('error', failed);
      done();
    });
  });
}
