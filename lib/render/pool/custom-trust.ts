import type { RenderFailure } from '../types';

/** How long a set of custom templates that ran into the wall clock is refused without a try. */
const COOL_DOWN_MS = 30_000;
/** A rendering slower than this is not one of a well-behaved template. */
const SLOW_MS = 150;
const MAX_KNOWN = 5000;

type Standing = { kind: 'proven' } | { kind: 'refused'; until: number; failure: RenderFailure };

/**
 * Custom templates begin in a lane of their own, one rendering at a time, so that a hostile set of one tenant occupies no
 * worker that others need. A set that rendered quickly joins the others; one that was slow goes back, and one that had to
 * be stopped is refused for a while with the failure it caused.
 */
export class CustomTrust {
  readonly #standing = new Map<string, Standing>();

  constructor(readonly now: () => number = () => performance.now()) {}

  isProven(key: string): boolean {
    return this.#standing.get(key)?.kind === 'proven';
  }

  refusal(key: string): RenderFailure | null {
    const standing = this.#standing.get(key);
    if (standing?.kind !== 'refused') return null;
    if (this.now() < standing.until) return standing.failure;
    this.#standing.delete(key);
    return null;
  }

  rendered(key: string, tookMs: number): void {
    if (tookMs > SLOW_MS) this.#standing.delete(key);
    else this.#set(key, { kind: 'proven' });
  }

  stopped(key: string, failure: RenderFailure): void {
    this.#set(key, { kind: 'refused', until: this.now() + COOL_DOWN_MS, failure });
  }

  #set(key: string, standing: Standing): void {
    this.#standing.delete(key);
    this.#standing.set(key, standing);
    if (this.#standing.size > MAX_KNOWN) {
      const [oldest] = this.#standing.keys();
      if (oldest !== undefined) this.#standing.delete(oldest);
    }
  }
}
