import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerPhones, FileAnswer, PhoneRequest } from '../../services/phones/answer';
import type { AcceptUploads } from '../../services/phones/uploads';
import { normalizeIp } from '../../shared/ip';
import type { Logger } from '../../shared/logger';
import { clientAddress } from './client-address';
import { readHeaders, type RequestHeaders } from './headers';
import { MAX_TARGET, cleanHttpPath } from './path';
import { sendFile, sendPage, sendRefusal } from './respond';
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

/** The phone-facing HTTP server: bytes to service calls and back, no rule of its own about who gets what. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const limits = { ...LIMITS, ...options.limits };
  const { phones, trustedProxies, logger } = options;
  const sources = new Sources(trustedProxies === 0 ? limits.connectionsPerSource : Infinity);

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    },
    (request, response) => {
      const headers = readHeaders(request.rawHeaders);
      const ip = clientAddress(sources.addressOf(request.socket), headers.forwardedFor, trustedProxies);
      const target = request.url ?? '/';
      const head = request.method === 'HEAD';
      if (request.method === 'GET' || head) {
        const known = phones.known(target, headers.userAgent, ip);
        if (known && !(known instanceof Promise)) return send(response, head, headers, known);
        const ask = (): void => serve(request, response, headers, target, ip, head);
        return known ? sendLater(response, head, headers, known, target, ask) : ask();
      }
      return otherMethod(request, response, headers, target, ip);
    },
  );
  server.timeout = limits.idleMs;
  server.maxConnections = limits.connections;
  server.maxHeadersCount = 64;

  function serve(
    request: IncomingMessage,
    response: ServerResponse,
    headers: RequestHeaders,
    target: string,
    ip: string,
    head: boolean,
  ): void {
    const method = head ? 'HEAD' : 'GET';
    const { userAgent } = headers;
    if (target.length > MAX_TARGET) {
      sendPage(response, head, 414, 'URI Too Long', 'The address is too long.', ['Connection', 'close']);
      const start = target.slice(0, 200);
      return phones.turnedAway({
        protocol: 'http',
        method,
        target: start,
        ip,
        userAgent,
        status: 414,
        reason: 'address too long',
      });
    }
    const clean = cleanHttpPath(target);
    if (!clean.ok) {
      const status = clean.reason === 'listing' ? 403 : 404;
      sendRefusal(response, head, clean.reason, { delivered: () => undefined });
      return phones.turnedAway({
        protocol: 'http',
        method,
        target,
        ip,
        userAgent,
        status,
        reason: clean.reason,
      });
    }
    const asked: PhoneRequest = {
      protocol: 'http',
      method,
      target,
      path: clean.path,
      ip,
      userAgent,
      headers: request.rawHeaders,
    };
    const answer = phones.answer(asked);
    if (!(answer instanceof Promise)) return send(response, head, headers, answer);
    sendLater(response, head, headers, answer, clean.path);
  }

  function sendLater(
    response: ServerResponse,
    head: boolean,
    headers: RequestHeaders,
    answer: Promise<FileAnswer | null>,
    path: string,
    otherwise: () => void = () => undefined,
  ): void {
    answer.then(
      (settled) => (settled ? send(response, head, headers, settled) : otherwise()),
      (error: unknown) => {
        logger.error({ err: error, path }, 'HTTP request failed');
        sendRefusal(response, head, 'error', { delivered: () => undefined });
      },
    );
  }

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
    const { uploads } = options;
    if (uploads && (method === 'PUT' || method === 'POST')) {
      receiveUpload(uploads, request, response, { headers, target, ip }).then(
        (taken) => (taken ? undefined : notAllowed(response, headers, method, target, ip)),
        (error: unknown) => {
          logger.error({ err: error, target: target.slice(0, 200) }, 'an upload failed');
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
    sendPage(response, false, 405, 'Method Not Allowed', 'Only GET and HEAD are answered.', [
      'Allow',
      'GET, HEAD, OPTIONS',
      'Connection',
      'close',
    ]);
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
    if (!sources.admit(socket)) socket.destroy();
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
    close: (graceMs = 5_000) => close(server, graceMs),
  };
}

function send(response: ServerResponse, head: boolean, headers: RequestHeaders, answer: FileAnswer): void {
  if (answer.kind === 'file') sendFile(response, head, headers, answer.file, answer.account);
  else sendRefusal(response, head, answer.kind, answer.account);
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

  admit(socket: Socket): boolean {
    const address = normalizeIp(socket.remoteAddress ?? '') ?? '';
    const open = this.#open.get(address) ?? 0;
    if (open >= this.#limit) {
      this.#refused += 1;
      return false;
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
    return true;
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

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      done();
    });
    server.closeIdleConnections();
  });
}
