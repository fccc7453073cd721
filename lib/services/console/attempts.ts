interface Entry {
  count: number;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * Counts things by key within a span of time, for at most `size` keys at once (the oldest are forgotten first), so that
 * nobody can fill the memory with invented keys.
 */
export class Attempts {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly limit: number,
    private readonly spanMs: number,
    private readonly size = 10_000,
  ) {}

  /** Counts one. False: there were too many already. */
  take(key: string, now: number): boolean {
    const known = this.#entries.get(key);
    const entry = known && known.until > now ? known : { count: 0, until: now + this.spanMs };
    entry.count += 1;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const oldest = this.#entries.size > this.size ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    return entry.count <= this.limit;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }
}
