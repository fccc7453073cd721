'use client';
import { useFormat } from '@/lib/client/format';
import { useNow } from '@/lib/client/now';

/** "3 minutes ago", kept true while it is shown; the exact time is its title. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.dateTime(at)} className={className} suppressHydrationWarning>
      {format.relative(at, now)}
    </time>
  );
}
