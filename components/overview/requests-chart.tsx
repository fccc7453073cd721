'use client';
import { Dot } from '@/components/ui/badge';
import { useFormat } from '@/lib/client/format';
import { useLocale, useMessages } from '@/lib/client/locale';
import type { Overview } from '@/lib/domain/console/overview';

/** Requests by hour as stacked bars; the same figures are in a table for those who can't see them. */
export function RequestsChart({ hours }: { hours: Overview['requests'] }) {
  const t = useMessages();
  const o = t.overview;
  const locale = useLocale();
  const format = useFormat();
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const most = Math.max(1, ...hours.map(({ served, failed }) => served + failed));
  return (
    <figure>
      <figcaption className="mb-3 flex gap-4 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          <Dot tone="accent" className="size-2 rounded-sm" />
          {o.served}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Dot tone="warn" className="size-2 rounded-sm" />
          {o.failedRequests}
        </span>
        <span className="flex-1 text-right tabular-nums">{format.number(most)}</span>
      </figcaption>
      <div aria-hidden className="flex h-40 items-end gap-[3px] border-y border-line">
        {hours.map(({ at, served, failed }) => (
          <div
            key={at}
            suppressHydrationWarning
            title={o.hourLabel(clock.format(new Date(at)), format.number(served), format.number(failed))}
            className="flex h-full flex-1 flex-col justify-end hover:bg-hover"
          >
            <span className="rounded-t-sm bg-warn" style={{ height: `${(failed / most) * 100}%` }} />
            <span
              className="bg-accent/80 first:rounded-t-sm"
              style={{ height: `${(served / most) * 100}%` }}
            />
          </div>
        ))}
      </div>
      <div aria-hidden className="mt-1 flex justify-between text-2xs text-muted tabular-nums">
        {hours
          .filter((_, i) => i % 6 === 0 || i === hours.length - 1)
          .map(({ at }) => (
            <span key={at} suppressHydrationWarning>
              {clock.format(new Date(at))}
            </span>
          ))}
      </div>
      <table className="sr-only">
        <caption>{o.requests}</caption>
        <thead>
          <tr>
            <th scope="col">{t.device.requests.column.time}</th>
            <th scope="col">{o.served}</th>
            <th scope="col">{o.failedRequests}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ at, served, failed }) => (
            <tr key={at}>
              <th scope="row" suppressHydrationWarning>
                {clock.format(new Date(at))}
              </th>
              <td>{served}</td>
              <td>{failed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
