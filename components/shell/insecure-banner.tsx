'use client';
import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '@/lib/client/locale';

/** Said on every visit: a console on plain http is readable on the way. */
export function InsecureBanner() {
  const t = useMessages();
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <aside
      aria-label={t.shell.insecureLabel}
      className="flex items-center gap-3 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-xs text-warn-text"
    >
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <p className="flex-1">{t.shell.insecure}</p>
      <button
        type="button"
        aria-label={t.shell.dismiss}
        onClick={() => setShown(false)}
        className="grid size-6 place-items-center rounded hover:bg-warn-line/50"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </aside>
  );
}
