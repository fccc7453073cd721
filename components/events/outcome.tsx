'use client';
import { Badge, type Tone } from '@/components/ui/badge';
import { useMessages } from '@/lib/client/locale';
import type { EventOutcome, PhoneEventView } from '@/lib/domain/console/events';

const TONE: Record<EventOutcome, Tone> = {
  served: 'ok',
  not_modified: 'ok',
  uploaded: 'ok',
  lease: 'info',
  not_found: 'warn',
  unknown: 'neutral',
  refused: 'warn',
  error: 'bad',
  dropped: 'warn',
};

export function OutcomeBadge({ event }: { event: Pick<PhoneEventView, 'outcome' | 'status'> }) {
  const t = useMessages();
  return (
    <Badge tone={TONE[event.outcome]} dot>
      {t.device.outcome[event.outcome]}
      {event.status === null ? null : <span className="tabular-nums">{event.status}</span>}
    </Badge>
  );
}
