/** What a transfer runs with, and what of it the client is told. */
export interface Negotiated {
  blockSize: number;
  /** Blocks sent before an acknowledgement is awaited (RFC 7440). */
  windowSize: number;
  /** Fixed retransmission time in ms when the client asked for one (RFC 2349), else null: our own back-off. */
  timeoutMs: number | null;
  /** Accepted options; empty: no OACK, the first block answers the request. */
  accepted: Map<string, string>;
}

export const DEFAULT_BLOCK_SIZE = 512;
/** RFC 2348: 8 to 65464. */
const MIN_BLOCK_SIZE = 8;
const MAX_BLOCK_SIZE = 65_464;
/** A window is sent in one go: more than this only overruns the buffers of a small phone or of the way to it. */
const MAX_WINDOW = 64;
const MAX_WINDOW_BYTES = 512 * 1024;

/**
 * Chooses the options of RFC 2348 (blksize), 2349 (tsize, timeout) and 7440 (windowsize). An option that is unknown or
 * out of its range is left out of the answer, as RFC 2347 asks; it never fails the request.
 */
export function negotiate(requested: ReadonlyMap<string, string>, size: number): Negotiated {
  const accepted = new Map<string, string>();
  let blockSize = DEFAULT_BLOCK_SIZE;
  let windowSize = 1;
  let timeoutMs: number | null = null;
  for (const [name, text] of requested) {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (name === 'blksize' && value >= MIN_BLOCK_SIZE && value <= MAX_BLOCK_SIZE) {
      blockSize = value;
      accepted.set(name, String(value));
    } else if (name === 'tsize' && value >= 0) {
      accepted.set(name, String(size));
    } else if (name === 'timeout' && value >= 1 && value <= 255) {
      timeoutMs = value * 1000;
      accepted.set(name, String(value));
    } else if (name === 'windowsize' && value >= 1 && value <= 65_535) {
      windowSize = Math.min(value, MAX_WINDOW);
      accepted.set(name, String(windowSize));
    }
  }
  const fitting = Math.max(1, Math.floor(MAX_WINDOW_BYTES / blockSize));
  if (windowSize > fitting) {
    windowSize = fitting;
    accepted.set('windowsize', String(windowSize));
  }
  return { blockSize, windowSize, timeoutMs, accepted };
}
