'use client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Inbox, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { deliveriesOptions } from '@/lib/client/interface-queries';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import type { DeliveryView } from '@/lib/domain/webhooks/views';
import type { DeliveryState } from '@/lib/domain/webhooks/webhook';

const TONES: Record<DeliveryState, Tone> = { pending: 'info', delivered: 'ok', failed: 'bad' };

/** What was sent to a webhook, the latest first, and what came of it. */
export function DeliveryList({ webhookId, enabled }: { webhookId: string; enabled: boolean }) {
  const t = useMessages();
  const w = t.webhooks;
  const errorText = useErrorText();
  const [state, setState] = useState('');
  const deliveries = useInfiniteQuery(deliveriesOptions(webhookId, state));
  const rows = deliveries.data?.pages.flatMap((page) => page.rows);
  return (
    <section aria-label={w.deliveries} className="space-y-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-semibold text-strong">{w.deliveries}</h3>
        <Select
          className="w-40"
          aria-label={w.column.state}
          value={state}
          onValueChange={setState}
          options={[
            { value: '', label: w.all },
            ...(['pending', 'delivered', 'failed'] as const).map((value) => ({
              value,
              label: w.delivery[value],
            })),
          ]}
        />
      </div>
      {deliveries.error && !rows ? (
        <ErrorState title={t.errors.title} description={errorText(deliveries.error).title} />
      ) : !rows ? (
        <div aria-busy className="space-y-2">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState icon={Inbox} title={w.noDeliveries} description={w.noDeliveriesText} className="py-8" />
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {rows.map((delivery) => (
            <li key={delivery.id}>
              <Delivery webhookId={webhookId} delivery={delivery} enabled={enabled} />
            </li>
          ))}
        </ul>
      )}
      {deliveries.hasNextPage ? (
        <Button
          size="sm"
          busy={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {w.more}
        </Button>
      ) : null}
    </section>
  );
}

interface DeliveryProps {
  webhookId: string;
  delivery: DeliveryView;
  enabled: boolean;
}

function Delivery({ webhookId, delivery, enabled }: DeliveryProps) {
  const t = useMessages();
  const w = t.webhooks;
  const format = useFormat();
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => api(`/webhooks/${webhookId}/deliveries/${delivery.id}/redeliver`, { method: 'POST' }),
    onSuccess: () => {
      toast.success(w.redelivered);
      void client.invalidateQueries({ queryKey: keys.webhooks });
    },
    onError: (error) => toast.error(errorText(error).title),
  });
  return (
    <details className="group px-3 py-2 text-sm">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-md">
        <Badge tone={TONES[delivery.state]} dot>
          {w.delivery[delivery.state]}
        </Badge>
        <code className="text-xs text-strong">{delivery.event}</code>
        <span className="flex-1" />
        <span className="text-xs text-muted">{w.attempt(delivery.attempts)}</span>
        <RelativeTime at={delivery.createdAt} className="text-xs text-muted" />
      </summary>
      <div className="mt-3 space-y-3 pb-1">
        {delivery.nextAt && delivery.attempts > 0 ? (
          <p className="text-xs text-muted">{w.nextAttempt(format.dateTime(delivery.nextAt))}</p>
        ) : null}
        {delivery.log.length > 0 ? (
          <ol aria-label={w.attempts} className="space-y-1 text-xs">
            {delivery.log.map((attempt) => (
              <li key={attempt.at} className="flex flex-wrap gap-x-3">
                <span className="text-muted tabular-nums">{format.dateTime(attempt.at)}</span>
                <span className="text-strong">
                  {attempt.status === null ? (attempt.error ?? w.noAnswer) : w.answered(attempt.status)}
                </span>
                <span className="text-muted tabular-nums">{attempt.ms} ms</span>
                {attempt.response ? (
                  <code className="w-full truncate text-muted">{attempt.response}</code>
                ) : null}
              </li>
            ))}
          </ol>
        ) : null}
        <pre
          aria-label={w.body}
          tabIndex={0}
          className="max-h-60 overflow-auto rounded-md bg-sunken p-2.5 font-mono text-xs text-normal"
        >
          {pretty(delivery.payload)}
        </pre>
        {mayChange && enabled ? (
          <Button size="sm" busy={again.isPending} onClick={() => again.mutate()}>
            <RotateCw aria-hidden />
            {w.redeliver}
          </Button>
        ) : null}
      </div>
    </details>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
