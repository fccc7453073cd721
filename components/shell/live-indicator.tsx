'use client';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import { useLiveState } from '@/lib/client/live';
import { useMessages } from '@/lib/client/locale';

/** Whether what is on the screen is kept up to date. */
export function LiveIndicator({ className }: { className?: string }) {
  const t = useMessages();
  const state = useLiveState();
  const text = { live: t.shell.live, connecting: t.shell.connecting, offline: t.shell.offline }[state];
  return (
    <Tooltip text={state === 'offline' ? t.shell.offlineHint : t.shell.liveHint} side="top">
      <span
        role="status"
        data-live={state}
        className={cn('inline-flex items-center gap-2 text-xs text-muted', className)}
      >
        <span
          aria-hidden
          className={cn(
            'size-2 rounded-full',
            state === 'live' ? 'bg-ok' : state === 'offline' ? 'bg-bad' : 'animate-pulse bg-warn',
          )}
        />
        {text}
      </span>
    </Tooltip>
  );
}
