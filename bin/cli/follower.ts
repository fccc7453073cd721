import { z } from 'zod';

export const followedEvent = z.looseObject({
  id: z.string(),
  deviceId: z.string().nullable(),
  lastAt: z.string(),
  count: z.number(),
  protocol: z.string(),
  path: z.string(),
  ip: z.string(),
  userAgent: z.string().nullable(),
  outcome: z.string(),
});
export type FollowedEvent = z.infer<typeof followedEvent>;

/** Events are written in batches by several processes, so one may appear this much later than a newer one. */
const OVERLAP_MS = 5_000;

/** Remembers what was shown, so that each event is shown once, and again only when it has happened again. */
export class Follower {
  static readonly page = 1_000;
  readonly #shown = new Map<string, { count: number; at: number }>();
  #newest: number;
  #floor: number;
  /** The last answer was full: there is more to fetch at once. */
  behind = false;

  constructor(from: Date) {
    this.#newest = from.getTime();
    this.#floor = from.getTime();
  }

  /** What to ask for next; ISO 8601. */
  get since(): string {
    return new Date(
      this.behind ? this.#newest : Math.max(this.#floor, this.#newest - OVERLAP_MS),
    ).toISOString();
  }

  take(events: readonly FollowedEvent[]): FollowedEvent[] {
    const before = this.#newest;
    const fresh = events.filter(({ id, count }) => count > (this.#shown.get(id)?.count ?? 0));
    for (const { id, count, lastAt } of events) {
      const at = Date.parse(lastAt);
      this.#shown.set(id, { count, at });
      this.#newest = Math.max(this.#newest, at);
    }
    // A full answer that all lies in one instant can't be gone beyond by time: then wait for the next second.
    this.behind = events.length >= Follower.page && this.#newest > before;
    for (const [id, { at }] of this.#shown) if (at < this.#newest - 10 * OVERLAP_MS) this.#shown.delete(id);
    return fresh;
  }
}
