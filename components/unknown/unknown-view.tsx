'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { EventSheet } from '@/components/events/event-sheet';
import { OutcomeBadge } from '@/components/events/outcome';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { EmptyState } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import { unknownOptions } from '@/lib/client/queries';
import type { PhoneEventView } from '@/lib/domain/console/events';

function columnsOf(t: Messages): DataColumn<PhoneEventView>[] {
  const c = t.unknown.column;
  return [
    {
      id: 'time',
      header: c.time,
      cell: (row) => <RelativeTime at={row.lastAt} className="text-muted tabular-nums" />,
    },
    {
      id: 'request',
      header: c.request,
      cell: (row) => (
        <span className="flex max-w-xl items-center gap-2">
          <span className="w-9 shrink-0 text-2xs font-medium text-muted uppercase">{row.protocol}</span>
          <span className="truncate font-mono text-xs text-strong" title={row.path}>
            {row.path}
          </span>
        </span>
      ),
    },
    { id: 'from', header: c.from, cell: (row) => <span className="font-mono text-xs">{row.ip}</span> },
    {
      id: 'agent',
      header: c.agent,
      cell: (row) => (
        <span
          className="inline-block max-w-md truncate align-bottom text-muted"
          title={row.userAgent ?? undefined}
        >
          {row.userAgent ?? '–'}
        </span>
      ),
    },
    { id: 'outcome', header: t.device.requests.column.outcome, cell: (row) => <OutcomeBadge event={row} /> },
    { id: 'count', header: c.count, align: 'right', cell: (row) => row.count },
  ];
}

export function UnknownView() {
  const t = useMessages();
  const u = t.unknown;
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [protocol, setProtocol] = useState('');
  const [shown, setShown] = useState<PhoneEventView | null>(null);
  const events = useInfiniteQuery(unknownOptions(text, protocol));
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => events.data?.pages.flatMap((page) => page.rows), [events.data]);
  useHotkeys({ '/': () => search.current?.focus() });
  const filtered = text !== '' || protocol !== '';
  return (
    <Page fill title={u.title} description={u.text}>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          className="w-full sm:w-80"
          inputRef={search}
          value={text}
          onChange={setText}
          label={u.search}
          placeholder={u.search}
          shortcut="/"
        />
        <Select
          className="w-44"
          aria-label={u.protocol}
          value={protocol}
          onValueChange={setProtocol}
          options={[
            { value: '', label: u.allProtocols },
            ...['http', 'tftp', 'dhcp'].map((value) => ({ value, label: value.toUpperCase() })),
          ]}
        />
      </div>
      <DataTable
        className="min-h-96 flex-1"
        label={u.title}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.path}
        onOpen={setShown}
        card={(row) => (
          <button
            type="button"
            onClick={() => setShown(row)}
            className="block w-full px-4 py-3 text-left hover:bg-hover"
          >
            <span className="flex items-center justify-between gap-3">
              <span className="truncate font-mono text-xs text-strong">{row.path}</span>
              <OutcomeBadge event={row} />
            </span>
            <span className="mt-1 flex justify-between gap-3 text-xs text-muted">
              <span className="truncate">
                {row.protocol.toUpperCase()} · {row.ip} · {t.device.requests.times(row.count)}
              </span>
              <RelativeTime at={row.lastAt} className="shrink-0" />
            </span>
          </button>
        )}
        error={events.error ? errorText(events.error) : null}
        onRetry={() => void events.refetch()}
        refreshing={events.isPlaceholderData}
        view={events.isPlaceholderData ? 'placeholder' : `${protocol} ${text}`}
        empty={
          filtered ? (
            <EmptyState icon={SearchX} title={u.noMatch} description={u.noMatchText} />
          ) : (
            <EmptyState icon={CircleCheck} title={u.none} description={u.noneText} />
          )
        }
        footer={
          <div className="flex h-12 shrink-0 items-center justify-between gap-3 border-t border-line px-3 text-xs text-muted">
            <p role="status">{rows ? u.loaded(rows.length) : ''}</p>
            {events.hasNextPage ? (
              <Button size="sm" busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
                {u.more}
              </Button>
            ) : null}
          </div>
        }
      />
      <EventSheet event={shown} onClose={() => setShown(null)} />
    </Page>
  );
}
