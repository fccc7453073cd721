export interface LimitOptions {
  /** Devices at once, and then so many a second. */
  burst: number;
  perSecond: number;
}

/** Above what the power cut of a real building brings, below what a scanner could fill the database with. */
export const DEFAULT_LIMITS = {
  source: { burst: 5_000, perSecond: 5 },
  overall: { burst: 100_000, perSecond: 500 },
} satisfies Record<string, LimitOptions>;

const MAX_SOURCES = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** How many devices may be made, for each source address and over all: token buckets. Times are milliseconds. */
export class CreationLimits {
  readonly #source: LimitOptions;
  readonly #sources = new Map<string, Bucket>();
  readonly #overall: LimitOptions;
  readonly #all: Bucket;

  constructor(limits: { source: LimitOptions; overall: LimitOptions }, now: number) {
    this.#source = limits.source;
    this.#overall = limits.overall;
    this.#all = { tokens: limits.overall.burst, at: now };
  }

  take(source: string, now: number): boolean {
    const bucket = this.#sources.get(source) ?? { tokens: this.#source.burst, at: now };
    refill(bucket, this.#source, now);
    refill(this.#all, this.#overall, now);
    // The order of the map is that of the last creation: what is forgotten first has been quiet longest.
    this.#sources.delete(source);
    this.#sources.set(source, bucket);
    if (this.#sources.size > MAX_SOURCES) this.#forgetOldest();
    if (bucket.tokens < 1 || this.#all.tokens < 1) return false;
    bucket.tokens -= 1;
    this.#all.tokens -= 1;
    return true;
  }

  #forgetOldest(): void {
    for (const source of this.#sources.keys()) {
      this.#sources.delete(source);
      return;
    }
  }
}

function refill(bucket: Bucket, { burst, perSecond }: LimitOptions, now: number): void {
  bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
}
