'use client';
import { Badge } from '@/components/ui/badge';
import { useMessages } from '@/lib/client/locale';
import type { WebhookView } from '@/lib/domain/webhooks/views';

export function WebhookState({ webhook }: { webhook: WebhookView }) {
  const { state } = useMessages().webhooks;
  if (!webhook.enabled)
    return (
      <Badge tone={webhook.disabledReason ? 'bad' : 'neutral'} dot>
        {state.disabled}
      </Badge>
    );
  return webhook.pausedUntil ? (
    <Badge tone="warn" dot>
      {state.paused}
    </Badge>
  ) : (
    <Badge tone="ok" dot>
      {state.active}
    </Badge>
  );
}
