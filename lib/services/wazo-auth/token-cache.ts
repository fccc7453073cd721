import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock';
import { appError } from '../../shared/errors';
import { err, type Result } from '../../shared/result';
import type { WazoAuthClient, WazoToken } from './client';

/** How long an answer is believed. A token that is ended there works here for so long at most. */
const KNOWN_MS = 10_000;
const UNKNOWN_MS = 5_000;
const MAX_ENTRIES = 5_000;
/** Questions to the server at a time; more are refused, so that a flood of made-up tokens can't pile up. */
const MAX_ASKING = 64;

const BUSY = appError('unavailable', 'Too many tokens are being checked; try again in a moment.');

interface Entry {
  token: WazoToken | null;
  until: number;
}

/** Tokens by their hash: no token is kept. Errors are not remembered. */
export class TokenCache {
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<Result<WazoToken | null>>>();

  constructor(
    private readonly client: Pick<WazoAuthClient, 'findToken'>,
    private readonly clock: Clock,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  async find(secret: string): Promise<Result<WazoToken | null>> {
    const key = createHash('sha256').update(secret).digest('base64');
    const now = this.clock.now().getTime();
    const known = this.#entries.get(key);
    if (known && known.until > now) return { ok: true, value: current(known.token, now) };
    const asked = this.#asking.get(key);
    if (asked) return asked;
    if (this.#asking.size >= MAX_ASKING) return err(BUSY);
    const asking = this.#ask(key, secret).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #ask(key: string, secret: string): Promise<Result<WazoToken | null>> {
    const found = await this.client.findToken(secret);
    if (!found.ok) return found;
    const now = this.clock.now().getTime();
    this.#entries.delete(key);
    this.#entries.set(key, {
      token: found.value,
      until: now + (found.value ? KNOWN_MS : UNKNOWN_MS),
    });
    // The oldest go first; a Map keeps the order in which they came.
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAX_ENTRIES) break;
      this.#entries.delete(oldest);
    }
    return { ok: true, value: current(found.value, now) };
  }
}

function current(token: WazoToken | null, now: number): WazoToken | null {
  return token?.expiresAt && token.expiresAt.getTime() <= now ? null : token;
}
