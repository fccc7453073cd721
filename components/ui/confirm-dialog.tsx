'use client';
import { AlertDialog as A } from 'radix-ui';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/client/locale';
import { Button } from './button';
import { useReturnFocus } from './use-return-focus';

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
}

/** Asks before something that is hard to undo. Stays open, busy, until its owner closes it. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  danger,
  busy,
  onConfirm,
}: ConfirmProps) {
  const t = useMessages();
  const returnFocus = useReturnFocus(open);
  return (
    <A.Root open={open} onOpenChange={onOpenChange}>
      <A.Portal>
        <A.Overlay className="fixed inset-0 z-40 animate-fade bg-shade" />
        <A.Content
          onCloseAutoFocus={returnFocus}
          className="fixed top-[18dvh] left-1/2 z-50 w-[min(27rem,calc(100vw-2rem))] -translate-x-1/2 animate-rise rounded-xl border border-line bg-raised p-5 shadow-pop"
        >
          <A.Title className="text-lg font-semibold text-strong">{title}</A.Title>
          <A.Description asChild>
            <div className="mt-2 space-y-2 text-sm text-normal">{children}</div>
          </A.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <A.Cancel asChild>
              <Button disabled={busy}>{t.common.cancel}</Button>
            </A.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </A.Content>
      </A.Portal>
    </A.Root>
  );
}
