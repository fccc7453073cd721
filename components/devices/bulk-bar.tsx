'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import type { BulkAction, BulkOutcome } from '@/lib/domain/console/device-list';

interface BulkBarProps {
  selected: ReadonlySet<string>;
  onClear: () => void;
}

/** What can be done to all selected phones; it lies over the end of the list. */
export function BulkBar({ selected, onClear }: BulkBarProps) {
  const t = useMessages();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asked, setAsked] = useState<'delete' | 'reset' | null>(null);
  const b = t.devices.bulk;
  const run = useMutation({
    mutationFn: (action: BulkAction['action']) =>
      api<BulkOutcome>('/devices/bulk', {
        method: 'POST',
        body: { action, ids: [...selected] } satisfies BulkAction,
      }),
    onSuccess: ({ done, failed }) => {
      if (done > 0) toast.success(b.done(done));
      if (failed.length > 0) toast.error(b.failed(failed.length, failed[0]?.message ?? ''));
      setAsked(null);
      onClear();
      return client.invalidateQueries({ queryKey: keys.devices });
    },
    onError: (error) => toast.error(errorText(error).title, { description: errorText(error).detail }),
  });
  const shown = asked ?? 'delete';
  if (selected.size === 0) return null;
  return (
    <>
      <div
        role="toolbar"
        aria-label={b.label}
        className="absolute inset-x-0 bottom-15 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] animate-rise flex-wrap items-center gap-1 rounded-xl border border-line-strong bg-raised p-1.5 shadow-pop"
      >
        <span role="status" className="px-2 text-sm font-medium text-strong">
          {b.selected(selected.size)}
        </span>
        <Button
          variant="ghost"
          busy={run.isPending && run.variables === 'synchronize'}
          onClick={() => run.mutate('synchronize')}
        >
          <RefreshCw aria-hidden />
          {b.synchronize}
        </Button>
        <Button variant="ghost" onClick={() => setAsked('reset')}>
          <RotateCcw aria-hidden />
          {b.reset}
        </Button>
        <Button
          variant="ghost"
          className="text-bad-text hover:bg-bad-soft hover:text-bad-text"
          onClick={() => setAsked('delete')}
        >
          <Trash2 aria-hidden />
          {b.delete}
        </Button>
        <Button variant="ghost" size="icon" aria-label={t.table.clearSelection} onClick={onClear}>
          <X aria-hidden />
        </Button>
      </div>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => setAsked(open ? shown : null)}
        title={shown === 'delete' ? b.deleteTitle(selected.size) : b.resetTitle(selected.size)}
        confirm={b[shown]}
        danger={shown === 'delete'}
        busy={run.isPending}
        onConfirm={() => run.mutate(shown)}
      >
        <p>{shown === 'delete' ? b.deleteText : b.resetText}</p>
      </ConfirmDialog>
    </>
  );
}
