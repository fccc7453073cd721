'use client';
import { useQuery } from '@tanstack/react-query';
import { Blocks, SearchX, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { FilterSelect, type FilterOption } from '@/components/ui/filter-select';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import { catalogueOptions } from '@/lib/client/queries';
import type { CatalogueRow } from '@/lib/domain/console/catalogue';
import { FEATURES } from '@/lib/domain/plugins/features';
import { matchingModels } from './matching';
import { ModelSheet } from './model-sheet';
import { usePhonesUrl, type PhonesQuery } from './use-phones-url';

/** Rows that are shown before somebody asks for more. */
const PAGE = 100;

export function PhonesView() {
  const t = useMessages();
  const p = t.phones;
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const [query, change] = usePhonesUrl();
  const [limit, setLimit] = useState(PAGE);
  const models = useQuery(catalogueOptions());
  const columns = useMemo(() => columnsOf(t), [t]);
  const found = useMemo(() => models.data && matchingModels(models.data, query), [models.data, query]);
  useHotkeys({ '/': () => search.current?.focus() });
  const open = ({ family, name }: CatalogueRow): void => change({ shown: [family, name] });
  return (
    <Page fill title={p.title} description={p.text}>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          className="w-full sm:w-80"
          inputRef={search}
          value={query.q}
          onChange={(q) => change({ q })}
          label={p.search}
          placeholder={p.search}
          shortcut="/"
        />
        <Filters models={models.data ?? []} query={query} onChange={change} />
      </div>
      <DataTable
        className="min-h-96 flex-1"
        label={p.title}
        columns={columns}
        rows={found?.slice(0, limit)}
        rowId={({ family, name }) => `${family}/${name}`}
        rowName={({ vendor, name }) => `${vendor} ${name}`}
        onOpen={open}
        card={(row) => (
          <button
            type="button"
            onClick={() => open(row)}
            className="block w-full px-4 py-3 text-left hover:bg-hover"
          >
            <span className="flex items-center justify-between gap-3 font-medium text-strong">
              {row.vendor} {row.name}
              <span className="text-xs font-normal text-muted">{typeOf(t, row)}</span>
            </span>
            <span className="mt-1 block truncate text-xs text-muted">
              {[firmwareOf(row), row.devices > 0 ? p.detail.inFleet(row.devices) : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
        )}
        error={models.error && !models.data ? errorText(models.error) : null}
        onRetry={() => void models.refetch()}
        view={JSON.stringify({ ...query, shown: null })}
        empty={
          models.data?.length === 0 ? (
            <EmptyState icon={Blocks} title={p.none} description={p.noneText} />
          ) : (
            <EmptyState icon={SearchX} title={p.noMatch} description={p.noMatchText} />
          )
        }
        footer={
          <div className="flex h-12 shrink-0 items-center justify-between gap-3 border-t border-line px-3 text-xs text-muted">
            <p role="status">{found ? p.count(found.length) : ''}</p>
            {found && found.length > limit ? (
              <Button size="sm" onClick={() => setLimit(limit + PAGE)}>
                {p.more}
              </Button>
            ) : null}
          </div>
        }
      />
      <ModelSheet shown={query.shown} onClose={() => change({ shown: null })} />
    </Page>
  );
}

function Filters({
  models,
  query,
  onChange,
}: {
  models: readonly CatalogueRow[];
  query: PhonesQuery;
  onChange: (changes: Partial<PhonesQuery>) => void;
}) {
  const t = useMessages();
  const f = t.phones.filter;
  const options: Record<'vendor' | 'type' | 'feature', FilterOption[]> = useMemo(
    () => ({
      vendor: countedOptions(models.map(({ vendor }) => vendor)),
      type: countedOptions(
        models.flatMap(({ capabilities }) => capabilities.type ?? []),
        t.plugins.types,
      ),
      feature: countedOptions(
        models.flatMap(({ features }) => features),
        t.phones.features,
        FEATURES,
      ),
    }),
    [models, t],
  );
  const active = query.vendor.length + query.type.length + query.feature.length > 0;
  return (
    <>
      {(['vendor', 'type', 'feature'] as const).map((key) => (
        <FilterSelect
          key={key}
          label={f[key]}
          find={f.find(f[key])}
          activeLabel={f.active(f[key], query[key].length)}
          options={options[key]}
          selected={query[key]}
          onChange={(values) =>
            onChange(
              key === 'feature'
                ? { feature: FEATURES.filter((feature) => values.includes(feature)) }
                : { [key]: values },
            )
          }
        />
      ))}
      {active ? (
        <Button variant="ghost" onClick={() => onChange({ vendor: [], type: [], feature: [] })}>
          <X aria-hidden />
          {f.clear}
        </Button>
      ) : null}
    </>
  );
}

/** The values that occur, with how often; in the order given, else by label. */
function countedOptions(
  values: readonly string[],
  labels: Readonly<Record<string, string>> = {},
  order?: readonly string[],
): FilterOption[] {
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  const options = [...counted].map(([value, n]) => ({
    value,
    label: labels[value] ?? value,
    count: String(n),
  }));
  return order
    ? options.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    : options.sort((a, b) => a.label.localeCompare(b.label));
}

function columnsOf(t: Messages): DataColumn<CatalogueRow>[] {
  const c = t.phones.column;
  const number = (n: number | undefined) => n ?? '–';
  return [
    {
      id: 'model',
      header: c.model,
      cell: (row) => <span className="font-medium text-strong">{row.name}</span>,
    },
    { id: 'vendor', header: c.vendor, cell: (row) => row.vendor },
    { id: 'type', header: c.type, cell: (row) => <span className="text-muted">{typeOf(t, row)}</span> },
    { id: 'lines', header: c.lines, align: 'right', cell: (row) => number(row.capabilities.lines) },
    { id: 'keys', header: c.keys, align: 'right', cell: (row) => number(row.capabilities.function_keys) },
    {
      id: 'modules',
      header: c.modules,
      align: 'right',
      cell: (row) => number(row.capabilities.expansion_modules),
    },
    {
      id: 'by',
      header: c.by,
      cell: (row) => (
        <span className="text-xs text-muted uppercase">{row.lines[0]?.protocols.join(', ') || '–'}</span>
      ),
    },
    {
      id: 'firmware',
      header: c.firmware,
      cell: (row) => <span className="font-mono text-xs text-muted">{firmwareOf(row) || '–'}</span>,
    },
    { id: 'devices', header: c.devices, align: 'right', cell: (row) => row.devices || '–' },
  ];
}

function typeOf(t: Messages, { capabilities: { type } }: CatalogueRow): string {
  return type ? t.plugins.types[type] : '–';
}

function firmwareOf({ lines }: CatalogueRow): string {
  return [...new Set(lines.map((line) => line.firmware ?? line.version))].join(', ');
}
