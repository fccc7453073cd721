'use client';
import { useState } from 'react';

interface Memory {
  view: string;
  ids: readonly string[];
  known: ReadonlySet<string>;
  fresh: ReadonlySet<string>;
}

/**
 * Ids that were not among the rows of the same view a moment ago, so that what has just appeared can be pointed at.
 * `view` names the query: another page or search is no arrival. `ids` null: not known yet.
 */
export function useArrivals(ids: readonly string[] | null, view: string): ReadonlySet<string> {
  const [memory, setMemory] = useState<Memory | null>(null);
  if (ids === null || (memory?.ids === ids && memory.view === view)) return memory?.fresh ?? new Set();
  const known = memory?.view === view ? memory.known : null;
  const next: Memory = {
    view,
    ids,
    known: new Set([...(known ?? []), ...ids]),
    fresh: new Set(known ? ids.filter((id) => !known.has(id)) : []),
  };
  setMemory(next); // derived from the last rows, so it is set while rendering
  return next.fresh;
}
