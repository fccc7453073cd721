import type { Caller } from '../services/actor';
import type { ServiceContext } from '../services/context';
import type { JsonNode } from '../shared/json-text';

/** A request below the version prefix, as it came over the wire. */
export interface CompatRequest {
  method: string;
  /** Path and query as received: percent-encoded. */
  target: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Null: larger than `MAX_BODY_BYTES`. */
  body: Buffer | null;
}

export interface CompatResponse {
  status: number;
  headers: Record<string, string>;
  /** Empty for answers to HEAD; `Content-Length` is that of the whole answer all the same. */
  body: string;
}

/** A config of 1,024 lines has 250 kB. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** What a handler gets: routed, authenticated, allowed, its body read. */
export interface Exchange {
  context: ServiceContext;
  caller: Caller;
  /** Decoded segments of the path, by the names in the route. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Null unless the route takes a body. */
  body: JsonNode | null;
  /** Path as received, without query and without a slash at its end: what links are made from. */
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
}
