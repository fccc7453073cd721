'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { deviceHref } from '@/components/devices/columns';
import { STATUS_TONE } from '@/components/devices/device-status';
import { Page } from '@/components/shell/page';
import { Badge, Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { useMessages } from '@/lib/client/locale';
import { overviewOptions } from '@/lib/client/queries';
import { DEVICE_STATUSES } from '@/lib/domain/console/device-list';
import type { Overview } from '@/lib/domain/console/overview';
import { FirstSteps } from './first-steps';
import { RequestsChart } from './requests-chart';

export function OverviewView() {
  const t = useMessages();
  const o = t.overview;
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(overviewOptions());
  return (
    <Page title={o.title} description={o.text}>
      {data ? (
        <Content data={data} />
      ) : error ? (
        <ErrorState
          title={t.errors.title}
          description={errorText(error).title}
          action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
        />
      ) : (
        <div aria-busy className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          {Array.from({ length: 8 }, (_, i) => (
            <Skeleton key={i} className="h-32 rounded-xl" />
          ))}
        </div>
      )}
    </Page>
  );
}

function Content({ data }: { data: Overview }) {
  const t = useMessages();
  const o = t.overview;
  const format = useFormat();
  return (
    <>
      {data.total === 0 ? <FirstSteps /> : null}
      <dl className="grid grid-cols-2 gap-4 xl:grid-cols-4">
        <Figure name={o.phones} value={data.total} href="/devices" />
        <Figure
          name={o.seenHour}
          value={data.seenHour}
          note={o.seenDay(format.number(data.seenDay))}
          href="/devices?sort=seen"
        />
        <Figure name={o.createdDay} value={data.createdDay} href="/devices?sort=created" />
        <Figure name={o.unknownDay} value={data.unknownDay} href="/unknown" />
      </dl>
      <div className="grid items-start gap-4 xl:grid-cols-3">
        <Card title={o.requests} description={o.requestsText} className="xl:col-span-2">
          <RequestsChart hours={data.requests} />
        </Card>
        <Card title={o.status}>
          <StatusBars data={data} />
        </Card>
        <Card title={o.failures} className="xl:col-span-2" bodyClassName="p-0">
          <Failures failures={data.failures} />
        </Card>
        <div className="grid gap-4">
          <Card title={o.vendors}>
            <Vendors data={data} />
          </Card>
          <Card title={o.processes}>
            <Processes processes={data.processes} />
          </Card>
        </div>
      </div>
    </>
  );
}

interface FigureProps {
  name: string;
  value: number;
  note?: string;
  href: string;
}

function Figure({ name, value, note, href }: FigureProps) {
  const format = useFormat();
  return (
    <div className="relative rounded-xl border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong">
      <dt className="text-xs text-muted">
        <Link href={href} className="after:absolute after:inset-0 after:rounded-xl">
          {name}
        </Link>
      </dt>
      <dd className="mt-1 text-2xl font-semibold tracking-tight text-strong tabular-nums">
        {format.number(value)}
      </dd>
      {note === undefined ? null : <dd className="text-xs text-muted tabular-nums">{note}</dd>}
    </div>
  );
}

const FILL = {
  ok: 'bg-ok',
  info: 'bg-info',
  bad: 'bg-bad',
  warn: 'bg-warn',
  neutral: 'bg-faint',
  accent: 'bg-accent',
};

function StatusBars({ data }: { data: Overview }) {
  const t = useMessages();
  const format = useFormat();
  return (
    <>
      <div aria-hidden className="mb-4 flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {DEVICE_STATUSES.map((status) =>
          data.status[status] > 0 ? (
            <span
              key={status}
              className={FILL[STATUS_TONE[status]]}
              style={{ flexGrow: data.status[status] }}
            />
          ) : null,
        )}
      </div>
      <ul className="space-y-1">
        {DEVICE_STATUSES.map((status) => (
          <li key={status}>
            <Link
              href={`/devices?status=${status}`}
              className="-mx-2 flex h-8 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover"
            >
              <Dot tone={STATUS_TONE[status]} className="size-2" />
              <span className="flex-1">{t.devices.status[status]}</span>
              <span className="font-medium text-strong tabular-nums">
                {format.number(data.status[status])}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Vendors({ data }: { data: Overview }) {
  const t = useMessages();
  const format = useFormat();
  const most = Math.max(1, ...data.vendors.map(({ count }) => count));
  if (data.vendors.length === 0) return <p className="text-sm text-muted">{t.common.none}</p>;
  return (
    <ul className="space-y-1">
      {data.vendors.map(({ vendor, count }) => (
        <li key={vendor}>
          <Link
            href={`/devices?${new URLSearchParams({ vendor }).toString()}`}
            className="relative -mx-2 grid h-8 grid-cols-[7rem_1fr_auto] items-center gap-3 rounded-md px-2 text-sm hover:bg-hover"
          >
            <span className="truncate">{vendor}</span>
            <span aria-hidden className="h-1.5 rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent/70"
                style={{ width: `${(count / most) * 100}%` }}
              />
            </span>
            <span className="font-medium text-strong tabular-nums">{format.number(count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Failures({ failures }: Pick<Overview, 'failures'>) {
  const t = useMessages();
  const o = t.overview;
  if (failures.length === 0)
    return (
      <EmptyState icon={CircleCheck} title={o.noFailures} description={o.noFailuresText} className="py-10" />
    );
  return (
    <ul className="divide-y divide-line">
      {failures.map((failure) => (
        <li key={failure.id}>
          <Link
            href={deviceHref(failure.id)}
            className="flex items-center gap-4 px-4 py-2.5 text-sm hover:bg-hover focus-visible:-outline-offset-2"
          >
            <span className="shrink-0 font-mono text-xs font-medium text-strong">
              {failure.mac ?? failure.id}
            </span>
            <span className="hidden w-36 shrink-0 truncate text-muted sm:block">{failure.model}</span>
            <span className="min-w-0 flex-1 truncate text-bad-text" title={failure.reason ?? undefined}>
              {failure.reason}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Processes({ processes }: Pick<Overview, 'processes'>) {
  const t = useMessages();
  const o = t.overview;
  const names: Record<string, string> = o.process;
  const format = useFormat();
  if (processes.length === 0) return <p className="text-sm text-muted">{o.noProcesses}</p>;
  return (
    <ul className="space-y-2 text-sm">
      {processes.map((process) => (
        <li
          key={`${process.kind} ${process.host} ${process.startedAt}`}
          className="flex items-center gap-2.5"
        >
          <span className={cn('min-w-0 flex-1 truncate', !process.alive && 'text-muted')}>
            {names[process.kind] ?? process.kind} <span className="text-xs text-muted">{process.host}</span>
          </span>
          <Badge
            tone={process.alive ? 'ok' : 'bad'}
            dot
            title={`${o.since} ${format.dateTime(process.startedAt)}`}
          >
            {process.alive ? o.alive : o.dead}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
