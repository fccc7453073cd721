'use client';
import { useEffect } from 'react';
import { touchSession } from '@/lib/client/sign-in';

/** A session in use is renewed at most this often. */
const RENEW_MS = 5 * 60_000;

/** Keeps the session of somebody who works from ending, and lets that of somebody who left end. */
export function SessionKeeper() {
  useEffect(() => {
    let last = Date.now();
    const active = (): void => {
      if (Date.now() - last < RENEW_MS) return;
      last = Date.now();
      void touchSession();
    };
    window.addEventListener('pointerdown', active);
    window.addEventListener('keydown', active);
    return () => {
      window.removeEventListener('pointerdown', active);
      window.removeEventListener('keydown', active);
    };
  }, []);
  return null;
}
