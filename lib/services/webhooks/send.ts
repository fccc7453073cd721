import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address } from './target';

export interface SentOutcome {
  /** Of the answer; null: there was none. */
  status: number | null;
  error: string | null;
  /** The beginning of the answer. */
  response: string | null;
}

/** For an attempt as a whole: name, connection, request and answer. */
const LIMIT_MS = 10_000;
/** Bytes of an answer that are read, and characters of it that are kept. */
const READ_LIMIT = 16_384;
const KEEP_LIMIT = 500;

/** A connection keeper for one address: it looks no name up, so nobody can point the name elsewhere meanwhile. */
export function pinnedAgent(url: URL, { address, family }: Address, maxSockets: number): http.Agent {
  const lookup: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const options = { keepAlive: true, maxSockets, lookup };
  return url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
}

/** Posts the body. Redirections are not followed: they would lead past the check of the address. Never rejects. */
export function send(
  url: URL,
  agent: http.Agent,
  headers: Readonly<Record<string, string>>,
  body: string,
  limitMs = LIMIT_MS,
): Promise<SentOutcome> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.timeout(limitMs),
    });
    const failed = (error: Error): void =>
      resolve({ status: null, error: reasonOf(error, limitMs), response: null });
    request.on('error', failed);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = (): void => {
        const text = Buffer.concat(parts).toString('utf8').replaceAll('\0', '').slice(0, KEEP_LIMIT);
        resolve({ status: response.statusCode ?? null, error: null, response: text || null });
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size < READ_LIMIT) return;
        finish();
        request.destroy();
      });
      response.on('end', finish);
      response.on('error', failed);
    });
    request.end(body);
  });
}

function reasonOf(error: Error, limitMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `No answer within ${limitMs / 1000} s.`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const known: Record<string, string> = {
    ECONNREFUSED: 'The connection was refused.',
    ECONNRESET: 'The connection was cut.',
    EHOSTUNREACH: 'The host can’t be reached.',
    ENETUNREACH: 'The network can’t be reached.',
    ETIMEDOUT: 'The host does not answer.',
  };
  return (known[code] ?? code).slice(0, 200);
}
