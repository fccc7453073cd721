import type { Memo, Note } from '../../services/phones/answer';
import { forwardedAddress } from './client-address';
import { readHeaders, type RequestHeaders } from './headers';

/** What the bytes of a plain request say, and what was answered. */
export interface PlainRequest extends Note {
  readonly target: string;
  readonly headers: RequestHeaders;
  /** What trusted proxies say of the phone's address; null: its address is the peer's. */
  readonly forwarded: string | null;
  memo: Memo | null;
}

/** Longer requests, and all that are not plain, are for Node's parser. */
const MAX_BYTES = 4_096;
/** Texts that are remembered; the one that came first goes when there are more. */
const MAX_REMEMBERED = 12_000;

const GET = 0x20544547; // 'GET ' as a little-endian number
const WHOLE =
  /^GET (\/[\x21-\x7e]{0,2047}) HTTP\/1\.1\r\n(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*\r\n){1,64}\r\n$/;

/** With one of these there is a body, a condition or a wish that a plain answer would not meet. */
const NOT_PLAIN = new Set([
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'trailer',
  'http2-settings',
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
]);

/**
 * Recognises the request that nearly all phones send nearly always: one whole GET without body or conditions in one
 * piece, on a connection that stays open. It is strict: whatever it is not sure of is null, and Node's parser decides. A phone
 * asks with the same bytes each time, so what was read from them is remembered.
 */
export class PlainRequests {
  readonly #remembered = new Map<string, PlainRequest>();
  /** Where the first of them is: to start from the beginning each time would step over all that have gone before. */
  #first = this.#remembered.keys();

  constructor(private readonly trustedProxies: number) {}

  read(text: string): PlainRequest | null {
    const known = this.#remembered.get(text);
    if (known) return known;
    const request = this.#parse(text);
    if (!request) return null;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#forgetFirst();
    this.#remembered.set(text, request);
    return request;
  }

  #forgetFirst(): void {
    const { value } = this.#first.next();
    if (value !== undefined) this.#remembered.delete(value);
  }

  #parse(text: string): PlainRequest | null {
    const target = WHOLE.exec(text)?.[1];
    if (target === undefined) return null;
    const raw = plainHeaders(text);
    let hosts = 0;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] ?? '').toLowerCase();
      if (NOT_PLAIN.has(name)) return null;
      if (name === 'host') hosts += 1;
      if (name === 'connection' && raw[i + 1]?.toLowerCase() !== 'keep-alive') return null;
    }
    if (hosts !== 1) return null;
    const headers = readHeaders(raw);
    const forwarded = forwardedAddress(headers.forwardedFor, this.trustedProxies);
    return { target, headers, forwarded, memo: null };
  }
}

/** The text of a chunk that may be a plain request; null: it is none. */
export function plainText(chunk: Buffer): string | null {
  const { length } = chunk;
  if (length < 18 || length > MAX_BYTES || chunk.readInt32LE(0) !== GET) return null;
  return chunk.toString('latin1');
}

/** Names and values in turn, of a text that was recognised. */
export function plainHeaders(text: string): string[] {
  const headers: string[] = [];
  let start = text.indexOf('\r\n') + 2;
  while (start < text.length - 2) {
    const end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    headers.push(text.slice(start, colon), text.slice(colon + 1, end).replace(/^[\t ]+|[\t ]+$/g, ''));
    start = end + 2;
  }
  return headers;
}
