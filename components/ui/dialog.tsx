'use client';
import { X } from 'lucide-react';
import { Dialog as D } from 'radix-ui';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/client/locale';
import { cn } from './cn';
import { useReturnFocus } from './use-return-focus';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Dialog({ open, onOpenChange, title, description, children, className }: DialogProps) {
  const t = useMessages();
  const returnFocus = useReturnFocus(open);
  return (
    <D.Root open={open} onOpenChange={onOpenChange}>
      <D.Portal>
        <D.Overlay className="fixed inset-0 z-40 animate-fade bg-shade" />
        <D.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={returnFocus}
          className={cn(
            'fixed top-[12dvh] left-1/2 z-50 flex max-h-[80dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 flex-col',
            'animate-rise rounded-xl border border-line bg-raised shadow-pop focus:outline-none',
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-1">
            <div className="min-w-0">
              <D.Title className="text-lg font-semibold text-strong">{title}</D.Title>
              {description ? (
                <D.Description className="mt-1 text-sm text-muted">{description}</D.Description>
              ) : null}
            </div>
            <D.Close
              aria-label={t.common.close}
              className="-mr-1.5 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-strong"
            >
              <X aria-hidden className="size-4" />
            </D.Close>
          </header>
          {children}
        </D.Content>
      </D.Portal>
    </D.Root>
  );
}

export function DialogBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn('min-h-0 flex-1 space-y-4 overflow-y-auto px-5 py-3', className)}>{children}</div>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{children}</footer>;
}
