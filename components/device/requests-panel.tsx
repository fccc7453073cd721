'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { EventSheet } from '@/components/events/event-sheet';
import { OutcomeBadge } from '@/components/events/outcome';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { useMessages } from '@/lib/client/locale';
import { deviceEventsOptions } from '@/lib/client/queries';
import type { PhoneEventView } from '@/lib/domain/console/events';

export function RequestsPanel({ deviceId }: { deviceId: string }) {
  const t = useMessages();
  return (
    <Card title={t.device.requests.title} description={t.device.requests.text} bodyClassName="p-0">
      <RequestList deviceId={deviceId} />
    </Card>
  );
}

/** The requests of a phone. `limit`: only the latest few. */
export function RequestList({ deviceId, limit }: { deviceId: string; limit?: number }) {
  const t = useMessages();
  const r = t.device.requests;
  const errorText = useErrorText();
  const events = useInfiniteQuery(deviceEventsOptions(deviceId));
  const [shown, setShown] = useState<PhoneEventView | null>(null);
  const all = events.data?.pages.flatMap((page) => page.rows);
  const rows = limit === undefined ? all : all?.slice(0, limit);
  if (events.error && !rows) {
    return (
      <ErrorState
        className="py-8"
        title={t.errors.title}
        description={errorText(events.error).title}
        action={<Button onClick={() => void events.refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (!rows) {
    return (
      <div aria-busy className="space-y-4 p-4">
        {Array.from({ length: limit ?? 8 }, (_, i) => (
          <Skeleton key={i} className="h-4 w-full" />
        ))}
      </div>
    );
  }
  if (rows.length === 0)
    return <EmptyState icon={History} title={r.none} description={r.noneText} className="py-8" />;
  return (
    <>
      <ol className="divide-y divide-line">
        {rows.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              onClick={() => setShown(event)}
              className="grid w-full grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2 sm:grid-cols-[7.5rem_1fr_auto_5rem]"
            >
              <RelativeTime at={event.lastAt} className="order-2 text-xs text-muted sm:order-none" />
              <span className="flex min-w-0 items-center gap-2">
                <span className="w-9 shrink-0 text-2xs font-medium text-muted uppercase">
                  {event.protocol}
                </span>
                <span className="truncate font-mono text-xs text-strong">{event.path}</span>
                {event.count > 1 ? (
                  <span className="shrink-0 text-xs text-muted">{r.times(event.count)}</span>
                ) : null}
              </span>
              <OutcomeBadge event={event} />
              <Size bytes={event.bytes} />
            </button>
          </li>
        ))}
      </ol>
      {limit === undefined ? (
        <div className="border-t border-line p-3 text-center text-xs text-muted">
          {events.hasNextPage ? (
            <Button busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
              {r.more}
            </Button>
          ) : (
            r.end
          )}
        </div>
      ) : null}
      <EventSheet event={shown} onClose={() => setShown(null)} />
    </>
  );
}

function Size({ bytes }: { bytes: number | null }) {
  const format = useFormat();
  return (
    <span className="hidden text-right text-xs text-muted tabular-nums sm:block">
      {bytes ? format.bytes(bytes) : ''}
    </span>
  );
}
