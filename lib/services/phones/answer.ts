/** What a phone asks for, as far as the wire tells. Made by a server, one field per fact, nothing interpreted. */
export interface PhoneRequest {
  readonly protocol: 'http' | 'tftp';
  /** `GET`, `HEAD`; `RRQ` for TFTP. */
  readonly method: string;
  /** As the phone wrote it: percent-encoded, with the query; the bare file name for TFTP. Starts with `/` for HTTP. */
  readonly target: string;
  /** Decoded path below the root, without leading or repeated slashes. */
  readonly path: string;
  /** The phone's address as devices store it (proxies already resolved). */
  readonly ip: string;
  /** Empty when there is none. */
  readonly userAgent: string;
  /** Names and values in turn, as received; empty for TFTP. */
  readonly headers: readonly string[];
  /** Where the answer may be noted for the next time that the same is asked; null: it comes from nowhere of that kind. */
  readonly note?: Note | null;
}

/** What a server remembers of a request that comes again and again in the same words. */
export interface Note {
  memo: Memo | null;
}

/** An answer that was given to such a request, and may still hold. */
export interface Memo {
  /** To whom. */
  readonly ip: string;
  /** The answer; null: it holds no longer, ask `answer`. Costs a few looks. */
  again(): FileAnswer | Promise<FileAnswer | null> | null;
}

/** Bytes that can be sent: all of them at hand, or a file that is read piece by piece. */
export type Content =
  | {
      readonly kind: 'bytes';
      readonly bytes: Buffer;
      readonly size: number;
      /**
       * Who sends the bytes says, in the turn of the event loop in which it got them, whether the system took all of them
       * (`true`) or they are read for some time yet: the service takes the memory back of what it needs no more. Not told
       * when no body is sent.
       */
      readonly handedOver?: (whole: boolean) => void;
    }
  | { readonly kind: 'disk'; readonly file: string; readonly size: number };

/** A file as a server needs it. */
export interface ServedFile {
  readonly content: Content;
  readonly contentType: string;
  /** Quoted, strong. */
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly modifiedAt: number;
}

export type Outcome = 'served' | 'not_modified' | 'not_found' | 'refused' | 'error';

/** Where the server says how an answer went out; once per answer. */
export interface Account {
  /** `status`: of HTTP, null for TFTP. `bytes`: of the body that was sent. */
  delivered(outcome: Outcome, status: number | null, bytes: number): void;
}

/**
 * What to tell the phone. `nowhere`: no device, or none with a plugin that serves; `missing`: the plugin has no such
 * file; `listing`: a directory was asked for; `refused`: policy or limits; `error`: a fault, already logged.
 */
export type FileAnswer =
  | { readonly kind: 'file'; readonly file: ServedFile; readonly account: Account }
  | { readonly kind: Refusal; readonly account: Account };
export type Refusal = 'nowhere' | 'missing' | 'listing' | 'refused' | 'error';

/** A request that a server turns away by itself (malformed, too long, wrong method). */
export interface TurnedAway {
  protocol: 'http' | 'tftp';
  method: string;
  target: string;
  ip: string;
  userAgent: string;
  status: number | null;
  reason: string;
}

/** The use case that the servers adapt. Answers come at once when they can: a promise costs a known phone its speed. */
export interface AnswerPhones {
  answer(request: PhoneRequest): FileAnswer | Promise<FileAnswer>;
  turnedAway(request: TurnedAway): void;
}
