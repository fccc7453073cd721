import type { EventRow } from '../../domain/phones/event';

/** Counts requests by protocol and outcome from the rows that are written of them, a batch at a time: no request waits for it. */
export class RequestCounts {
  readonly #counted = new WeakMap<EventRow, number>();
  readonly #totals = new Map<string, number>();

  /** A row is written again as it grows: only what is new of it counts. */
  add(rows: readonly EventRow[]): void {
    for (const row of rows) {
      const before = this.#counted.get(row) ?? 0;
      if (row.count <= before) continue;
      this.#counted.set(row, row.count);
      const key = `${row.protocol} ${row.outcome}`;
      this.#totals.set(key, (this.#totals.get(key) ?? 0) + row.count - before);
    }
  }

  list(): { protocol: string; outcome: string; count: number }[] {
    return [...this.#totals].map(([key, count]) => {
      const [protocol = '', outcome = ''] = key.split(' ');
      return { protocol, outcome, count };
    });
  }
}
