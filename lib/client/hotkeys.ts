'use client';
import { useEffect, useEffectEvent } from 'react';

/** Keys by what they do. `g d` is two keys in a row; `mod+k` is Ctrl or Cmd. */
export type Hotkeys = Record<string, () => void>;

const SEQUENCE_MS = 900;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Letters do nothing while something is typed or a dialog is open; `mod+` keys always do. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const run = useEffectEvent((key: string): boolean => {
    const action = hotkeys[key];
    action?.();
    return action !== undefined;
  });
  useEffect(() => {
    let prefix = '';
    let at = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (event.ctrlKey || event.metaKey) {
        if (run(`mod+${key}`)) event.preventDefault();
        return;
      }
      if (
        isTyping(event.target) ||
        document.querySelector('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]')
      )
        return;
      const sequence = prefix !== '' && event.timeStamp - at < SEQUENCE_MS ? `${prefix} ${key}` : key;
      prefix = key;
      at = event.timeStamp;
      if (run(sequence)) {
        prefix = '';
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
