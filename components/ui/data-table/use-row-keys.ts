'use client';
import { useState, type KeyboardEvent } from 'react';

interface RowKeys {
  /** Row that Tab reaches. */
  active: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  onFocus: (index: number) => void;
}

interface Options {
  count: number;
  onOpen?: ((index: number) => void) | undefined;
  onToggle?: ((index: number) => void) | undefined;
}

/** Moving through rows with the keyboard: one row takes Tab, arrows (or j, k) go on from there. */
export function useRowKeys({ count, onOpen, onToggle }: Options): RowKeys {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const goto = {
      ArrowDown: index + 1,
      j: index + 1,
      ArrowUp: index - 1,
      k: index - 1,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (goto !== undefined) {
      event.preventDefault();
      const row = event.currentTarget.parentElement?.children[Math.max(0, Math.min(count - 1, goto))];
      if (!(row instanceof HTMLElement)) return;
      row.focus();
      row.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      onOpen(index);
    } else if ((event.key === ' ' || event.key === 'x') && onToggle) {
      event.preventDefault();
      onToggle(index);
    }
  };
  return { active, onKeyDown, onFocus: setActive };
}
