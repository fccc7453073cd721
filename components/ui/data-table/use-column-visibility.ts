'use client';
import { useCallback, useSyncExternalStore } from 'react';
import type { DataColumn } from './columns';

type Visibility = Record<string, boolean>;
const listeners = new Set<() => void>();

function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return ''; // storage can be forbidden; then the choice lasts as long as the page
  }
}

/** Which columns are shown: the choice of this browser, kept under the table's name. */
export function useColumnVisibility<Row>(
  table: string,
  columns: readonly DataColumn<Row>[],
): [Visibility, (next: Visibility) => void] {
  const key = `offhook.columns.${table}`;
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stored(key),
    () => '',
  );
  const chosen = new Map(
    text
      .split(',')
      .filter(Boolean)
      .map((part) => [part.replace(/^-/, ''), !part.startsWith('-')]),
  );
  const visibility: Visibility = {};
  for (const { id, hideable } of columns) {
    if (hideable) visibility[id] = chosen.get(id) ?? hideable === 'shown';
  }
  const save = useCallback(
    (next: Visibility) => {
      const parts = Object.entries(next).map(([id, shown]) => (shown ? id : `-${id}`));
      try {
        localStorage.setItem(key, parts.join(','));
      } catch {
        return;
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [visibility, save];
}
