'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { DeviceRow } from '@/lib/domain/console/device-list';
import { DeviceStatusBadge } from './device-status';

export function deviceHref(id: string): string {
  return `/devices/${encodeURIComponent(id)}`;
}

export function deviceName(row: Pick<DeviceRow, 'mac' | 'id'>): string {
  return row.mac ?? row.id;
}

const Absent = (): ReactNode => (
  <span aria-hidden className="text-faint">
    –
  </span>
);

function text(value: string | null, className?: string): ReactNode {
  return value ? (
    <span className={className} title={value}>
      {value}
    </span>
  ) : (
    <Absent />
  );
}

export function deviceColumns(t: Messages): DataColumn<DeviceRow>[] {
  const c = t.devices.column;
  return [
    {
      id: 'status',
      header: c.status,
      sortable: true,
      cell: (row) => <DeviceStatusBadge status={row.status} reason={row.reason} />,
    },
    {
      id: 'mac',
      header: c.mac,
      sortable: true,
      cell: (row) => (
        <Link
          href={deviceHref(row.id)}
          tabIndex={-1}
          className="font-mono text-xs font-medium text-strong hover:text-accent-text hover:underline"
        >
          {row.mac ?? t.devices.noMac}
        </Link>
      ),
    },
    { id: 'vendor', header: c.vendor, sortable: true, hideable: 'shown', cell: (row) => text(row.vendor) },
    {
      id: 'model',
      header: c.model,
      sortable: true,
      hideable: 'shown',
      cell: (row) => text(row.model, 'font-medium text-strong'),
    },
    {
      id: 'line',
      header: c.line,
      sortable: true,
      hideable: 'shown',
      cell: (row) =>
        row.line ? (
          <span className="inline-flex max-w-56 items-baseline gap-2">
            <span className="text-strong tabular-nums">{row.line.number}</span>
            <span className="truncate text-muted">{row.line.name}</span>
          </span>
        ) : (
          <Absent />
        ),
    },
    {
      id: 'ip',
      header: c.ip,
      sortable: true,
      hideable: 'shown',
      cell: (row) => text(row.ip, 'font-mono text-xs'),
    },
    {
      id: 'plugin',
      header: c.plugin,
      sortable: true,
      hideable: 'shown',
      cell: (row) => text(row.plugin, 'inline-block max-w-44 truncate align-bottom'),
    },
    {
      id: 'version',
      header: c.version,
      sortable: true,
      hideable: 'shown',
      cell: (row) => text(row.version, 'inline-block max-w-36 truncate align-bottom font-mono text-xs'),
    },
    {
      id: 'description',
      header: c.description,
      hideable: 'hidden',
      cell: (row) => text(row.description, 'inline-block max-w-60 truncate align-bottom'),
    },
    {
      id: 'created',
      header: c.created,
      sortable: true,
      hideable: 'hidden',
      cell: (row) => <RelativeTime at={row.createdAt} className="text-muted" />,
    },
    {
      id: 'seen',
      header: c.seen,
      sortable: true,
      hideable: 'shown',
      cell: (row) =>
        row.lastSeenAt ? (
          <RelativeTime at={row.lastSeenAt} className="text-muted tabular-nums" />
        ) : (
          <span className="text-faint">{t.common.never}</span>
        ),
    },
  ];
}
