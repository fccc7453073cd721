'use client';
import { X } from 'lucide-react';
import { Dialog as D } from 'radix-ui';
import type { CSSProperties, ReactNode } from 'react';
import { useMessages } from '@/lib/client/locale';
import { cn } from './cn';
import { useReturnFocus } from './use-return-focus';

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: 'left' | 'right';
  className?: string;
  children: ReactNode;
}

/** A panel that slides over the page from a side: the navigation of small screens, details of a row. */
export function Sheet({ open, onOpenChange, title, side = 'right', className, children }: SheetProps) {
  const t = useMessages();
  const returnFocus = useReturnFocus(open);
  const from: CSSProperties & { '--slide-from': string } = {
    '--slide-from': side === 'left' ? '-24px' : '24px',
  };
  return (
    <D.Root open={open} onOpenChange={onOpenChange}>
      <D.Portal>
        <D.Overlay className="fixed inset-0 z-40 animate-fade bg-shade" />
        <D.Content
          aria-describedby={undefined}
          style={from}
          onCloseAutoFocus={returnFocus}
          className={cn(
            'fixed inset-y-0 z-50 flex w-[min(34rem,100vw)] animate-slide flex-col border-line bg-surface shadow-pop focus:outline-none',
            side === 'left' ? 'left-0 border-r' : 'right-0 border-l',
            className,
          )}
        >
          <header className="flex h-14 shrink-0 items-center justify-between gap-4 border-b border-line px-4">
            <D.Title className="truncate text-sm font-semibold text-strong">{title}</D.Title>
            <D.Close
              aria-label={t.common.close}
              className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-strong"
            >
              <X aria-hidden className="size-4" />
            </D.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </D.Content>
      </D.Portal>
    </D.Root>
  );
}
