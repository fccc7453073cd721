'use client';
import { useCallback, useRef, useState, type KeyboardEvent } from 'react';

interface RowKeys {
  /** Row that Tab reaches. */
  active: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  onFocus: (index: number) => void;
  bodyRef: React.RefObject<HTMLTableSectionElement | null>;
}

interface Options {
  count: number;
  onOpen?: (index: number) => void;
  onToggle?: (index: number) => void;
}

/** Moving through rows with the keyboard: one row takes Tab, arrows (or j, k) go on from there. */
export function useRowKeys({ count, onOpen, onToggle }: Options): RowKeys {
  const [wanted, setActive] = useState(0);
  const bodyRef = useRef<HTMLTableSectionElement | null>(null);
  const active = Math.min(wanted, Math.max(0, count - 1));

  const focus = useCallback((index: number) => {
    const row = bodyRef.current?.querySelectorAll<HTMLElement>('tr[data-row]')[index];
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const goto = { ArrowDown: index + 1, j: index + 1, ArrowUp: index - 1, k: index - 1, Home: 0, End: count - 1 }[event.key];
    if (goto !== undefined) {
      event.preventDefault();
      focus(Math.max(0, Math.min(count - 1, goto)));
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      onOpen(index);
    } else if ((event.key === ' ' || event.key === 'x') && onToggle) {
      event.preventDefault();
      onToggle(index);
    }
  };
  return { active, onKeyDown, onFocus: setActive, bodyRef };
}
