'use client';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { useMessages } from '@/lib/client/locale';
import type { DeviceRow } from '@/lib/domain/console/device-list';
import { deviceHref } from './columns';
import { DeviceStatusBadge } from './device-status';

/** A device in the list of a narrow screen. */
export function DeviceCard({ row }: { row: DeviceRow }) {
  const t = useMessages();
  const model = [row.vendor, row.model].filter(Boolean).join(' ');
  const line = [row.line?.number, row.line?.name].filter(Boolean).join(' ');
  return (
    <Link
      href={deviceHref(row.id)}
      className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex items-center justify-between gap-3">
        <span className="font-mono text-sm font-medium text-strong">{row.mac ?? t.devices.noMac}</span>
        <DeviceStatusBadge status={row.status} reason={row.reason} />
      </span>
      <span className="mt-1 flex items-center justify-between gap-3 text-sm text-muted">
        <span className="min-w-0 truncate">
          {[model, line, row.ip].filter(Boolean).join(' · ') || t.common.unknown}
        </span>
        {row.lastSeenAt ? <RelativeTime at={row.lastSeenAt} className="shrink-0 text-xs" /> : null}
      </span>
    </Link>
  );
}
