'use client';
import { Badge, Dot, type Tone } from '@/components/ui/badge';
import { useMessages } from '@/lib/client/locale';
import type { DeviceStatus } from '@/lib/domain/console/device-list';

export const STATUS_TONE: Record<DeviceStatus, Tone> = {
  configured: 'ok',
  autoprov: 'info',
  failed: 'bad',
  not_configured: 'warn',
  no_plugin: 'neutral',
};

interface StatusProps {
  status: DeviceStatus;
  /** Why it failed. */
  reason?: string | null;
}

export function DeviceStatusBadge({ status, reason }: StatusProps) {
  const t = useMessages();
  return (
    <Badge tone={STATUS_TONE[status]} dot title={reason ?? t.devices.statusHint[status]}>
      {t.devices.status[status]}
    </Badge>
  );
}

export function DeviceStatusDot({ status }: StatusProps) {
  const t = useMessages();
  return (
    <span className="inline-flex">
      <Dot tone={STATUS_TONE[status]} className="size-2" />
      <span className="sr-only">{t.devices.status[status]}</span>
    </span>
  );
}
