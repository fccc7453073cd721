'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Sheet } from '@/components/ui/sheet';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import type { WebhookView } from '@/lib/domain/webhooks/views';
import { DeliveryList } from './delivery-list';
import { WebhookState } from './webhook-state';

interface SheetProps {
  webhook: WebhookView | null;
  onClose: () => void;
  onEdit: () => void;
  onSecret: (secret: string) => void;
}

/** One webhook: how it is, what can be done with it, what was sent to it. */
export function WebhookSheet({ webhook, ...rest }: SheetProps) {
  return (
    <Sheet
      open={webhook !== null}
      onOpenChange={(open) => !open && rest.onClose()}
      title={webhook?.name ?? ''}
      className="w-[min(44rem,100vw)]"
    >
      {webhook ? <WebhookDetail key={webhook.id} webhook={webhook} {...rest} /> : null}
    </Sheet>
  );
}

function WebhookDetail({ webhook, onClose, onEdit, onSecret }: SheetProps & { webhook: WebhookView }) {
  const t = useMessages();
  const w = t.webhooks;
  const format = useFormat();
  const mayChange = useMayChange();
  return (
    <div className="space-y-5 p-4">
      <Facts>
        <Fact name={w.column.state}>
          <WebhookState webhook={webhook} />
        </Fact>
        <Fact name={w.url}>
          <code className="text-xs break-all">{webhook.url}</code>
        </Fact>
        <Fact name={w.events}>
          <ul>
            {webhook.events.map((event) => (
              <li key={event}>{w.event[event]}</li>
            ))}
          </ul>
        </Fact>
        <Fact name={w.column.day}>
          {w.dayCount(webhook.delivered, webhook.failed)}
          {webhook.pending > 0 ? `, ${w.waiting(webhook.pending)}` : ''}
        </Fact>
      </Facts>
      {webhook.disabledReason ? <Banner tone="bad">{w.reason[webhook.disabledReason]}</Banner> : null}
      {webhook.enabled && webhook.pausedUntil ? (
        <Banner tone="warn">{w.pausedUntil(format.time(webhook.pausedUntil))}</Banner>
      ) : null}
      {webhook.dropped > 0 ? <Banner tone="warn">{w.dropped(webhook.dropped)}</Banner> : null}
      {mayChange ? (
        <WebhookActions webhook={webhook} onClose={onClose} onEdit={onEdit} onSecret={onSecret} />
      ) : null}
      <DeliveryList webhookId={webhook.id} enabled={webhook.enabled} />
    </div>
  );
}

function WebhookActions({ webhook, onClose, onEdit, onSecret }: SheetProps & { webhook: WebhookView }) {
  const t = useMessages();
  const w = t.webhooks;
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<'delete' | 'renew' | null>(null);
  const path = `/webhooks/${webhook.id}`;
  const after = {
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }),
    onError: (error: unknown) => void toast.error(errorText(error).title),
  };
  const test = useMutation({
    mutationFn: () => api(`${path}/test`, { method: 'POST' }),
    onSuccess: () => toast.success(w.tested),
    ...after,
  });
  const toggle = useMutation({
    mutationFn: () => api(path, { method: 'PATCH', body: { enabled: !webhook.enabled } }),
    ...after,
  });
  const renew = useMutation({
    mutationFn: () => api<{ secret: string }>(`${path}/secret`, { method: 'POST' }),
    onSuccess: ({ secret }) => {
      setAsking(null);
      onSecret(secret);
    },
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => api(path, { method: 'DELETE' }),
    onSuccess: () => {
      setAsking(null);
      onClose();
    },
    ...after,
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button disabled={!webhook.enabled} busy={test.isPending} onClick={() => test.mutate()}>
        {w.test}
      </Button>
      <Button onClick={onEdit}>{t.common.edit}</Button>
      <Button busy={toggle.isPending} onClick={() => toggle.mutate()}>
        {webhook.enabled ? w.disable : w.enable}
      </Button>
      <Button onClick={() => setAsking('renew')}>{w.renew}</Button>
      <Button onClick={() => setAsking('delete')}>{t.common.delete}</Button>
      <ConfirmDialog
        open={asking === 'renew'}
        onOpenChange={(open) => setAsking(open ? 'renew' : null)}
        title={w.renewTitle}
        confirm={w.renew}
        busy={renew.isPending}
        onConfirm={() => renew.mutate()}
      >
        {w.renewText}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={(open) => setAsking(open ? 'delete' : null)}
        title={w.deleteTitle}
        confirm={t.common.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {w.deleteText}
      </ConfirmDialog>
    </div>
  );
}
