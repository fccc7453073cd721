import type { WatchOptions } from '../../db/console/watch';
import { findEventMark } from '../../db/console/events';
import type { Database } from '../../db/client';
import type { Change } from '../../domain/changes/change';

/** What pages are told: a kind of thing changed, or requests of phones were recorded. */
export type LiveKind = Change['kind'] | 'event';
type Listener = (kinds: readonly LiveKind[]) => void;

interface HubOptions {
  watch: (handlers: WatchOptions) => { close(): Promise<void> };
  onChange: (kind: LiveKind) => void;
}

/** Changes that come together are told together. */
const GATHER_MS = 60;
/** Events are written in batches without a notification: their mark is looked at this often, while anyone listens. */
const EVENT_POLL_MS = 1_500;
/** Pages that may listen at once; each holds a connection. */
const MAX_LISTENERS = 1_000;
const EVERYTHING: readonly LiveKind[] = [
  'device',
  'config',
  'template',
  'setting',
  'plugin',
  'tenant',
  'event',
];

/** Tells pages what has changed. Only kinds, never ids: who may see what is decided when a page reads. */
export class LiveHub {
  readonly #listeners = new Set<Listener>();
  readonly #pending = new Set<LiveKind>();
  readonly #watch: { close(): Promise<void> };
  #gather: NodeJS.Timeout | null = null;
  #poll: NodeJS.Timeout | null = null;
  #mark: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly options: HubOptions,
  ) {
    this.#watch = options.watch({
      onChange: (kind) => this.#changed([kind]),
      onGap: () => this.#changed(EVERYTHING),
    });
  }

  /** Something of the kind changed outside of the database. */
  tell(kind: LiveKind): void {
    this.#changed([kind]);
  }

  /** Null: too many listen already. Else the way to stop. */
  listen(listener: Listener): (() => void) | null {
    if (this.#listeners.size >= MAX_LISTENERS) return null;
    this.#listeners.add(listener);
    this.#poll ??= setInterval(() => void this.#lookForEvents(), EVENT_POLL_MS);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#poll === null) return;
      clearInterval(this.#poll);
      this.#poll = null;
    };
  }

  async close(): Promise<void> {
    if (this.#poll) clearInterval(this.#poll);
    if (this.#gather) clearTimeout(this.#gather);
    await this.#watch.close();
  }

  async #lookForEvents(): Promise<void> {
    const mark = await findEventMark(this.database.sql).catch(() => null); // the database is away: the next look tells
    if (mark === null || mark === this.#mark) return;
    const first = this.#mark === null;
    this.#mark = mark;
    if (!first) this.#changed(['event']);
  }

  #changed(kinds: readonly LiveKind[]): void {
    for (const kind of kinds) {
      this.options.onChange(kind);
      this.#pending.add(kind);
    }
    this.#gather ??= setTimeout(() => {
      this.#gather = null;
      const told = [...this.#pending];
      this.#pending.clear();
      for (const listener of this.#listeners) listener(told);
    }, GATHER_MS);
  }
}
