'use client';
import { useState } from 'react';

/**
 * Dialogs that are opened by state have no trigger to give the focus back to. What had it when `open` became true gets it
 * again, if it is still there; a menu that closed meanwhile is not.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const [was, setWas] = useState(false);
  const [opener, setOpener] = useState<Element | null>(null);
  // While rendering: a field inside may take the focus as soon as it is there.
  if (open !== was) {
    setWas(open);
    if (open && typeof document !== 'undefined') setOpener(document.activeElement);
  }
  return (event) => {
    if (!(opener instanceof HTMLElement) || !opener.isConnected || opener === document.body) return;
    event.preventDefault();
    opener.focus();
  };
}
