'use client';
import { useQuery } from '@tanstack/react-query';
import { Download, Phone, Plus, SearchX, Upload } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { ImportDialog } from '@/components/bulk/import-dialog';
import { useMayChange } from '@/components/shell/shell-user';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { ColumnMenu } from '@/components/ui/data-table/column-menu';
import { DataTable } from '@/components/ui/data-table/data-table';
import { Pager } from '@/components/ui/data-table/pager';
import { useColumnVisibility } from '@/components/ui/data-table/use-column-visibility';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState } from '@/components/ui/state';
import { deviceListParams } from '@/lib/client/device-list-url';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { useMessages } from '@/lib/client/locale';
import { deviceListOptions } from '@/lib/client/queries';
import { DEVICE_SORTS, PAGE_SIZES, type DeviceSort } from '@/lib/domain/console/device-list';
import { AddDeviceDialog } from './add-device-dialog';
import { BulkBar } from './bulk-bar';
import { deviceColumns, deviceHref, deviceName } from './columns';
import { DeviceCard } from './device-card';
import { DeviceFilters } from './device-filters';
import { useDeviceListUrl } from './use-device-list-url';

const NONE: ReadonlySet<string> = new Set();

export function DevicesView() {
  const t = useMessages();
  const router = useRouter();
  const params = useSearchParams();
  const mayChange = useMayChange();
  const errorText = useErrorText();
  const { query, change } = useDeviceListUrl();
  const search = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(NONE);
  const [importing, setImporting] = useState(false);
  const columns = useMemo(() => deviceColumns(t), [t]);
  const [visibility, setVisibility] = useColumnVisibility('devices', columns);
  const list = useQuery(deviceListOptions(query));
  const adding = mayChange && params.get('add') !== null;
  const setAdding = (open: boolean): void =>
    change({ page: query.page }, open ? { extra: { add: '1' } } : { replace: true });
  const filtered =
    query.q !== '' ||
    query.status.length + query.vendor.length + query.model.length + query.plugin.length > 0;
  const total = list.data?.total ?? 0;

  useHotkeys({ '/': () => search.current?.focus(), ...(mayChange ? { n: () => setAdding(true) } : {}) });

  return (
    <Page
      fill
      title={t.devices.title}
      description={list.data ? t.devices.count(total) : ' '}
      actions={
        <>
          <Button asChild variant="ghost">
            <a href={`/api/bulk/export?${deviceListParams(query, 'all')}`} download>
              <Download aria-hidden />
              {t.bulk.export}
            </a>
          </Button>
          {mayChange ? (
            <>
              <Button onClick={() => setImporting(true)}>
                <Upload aria-hidden />
                {t.bulk.import}
              </Button>
              <Button variant="primary" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                {t.devices.add}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          className="w-full sm:w-80"
          inputRef={search}
          value={query.q}
          onChange={(q) => change({ q }, { replace: true })}
          label={t.devices.searchLabel}
          placeholder={t.devices.search}
          shortcut="/"
        />
        <DeviceFilters query={query} onChange={(changes) => change(changes)} />
        <span className="flex-1" />
        <div className="hidden md:block">
          <ColumnMenu columns={columns} visibility={visibility} onChange={setVisibility} />
        </div>
      </div>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <DataTable
          className="min-h-96 flex-1"
          label={t.devices.title}
          columns={columns}
          rows={list.data?.rows}
          rowId={(row) => row.id}
          rowName={deviceName}
          visibility={visibility}
          sorting={{ column: query.sort, direction: query.dir }}
          onSort={({ column, direction }) => isSort(column) && change({ sort: column, dir: direction })}
          {...(mayChange ? { selected, onSelect: setSelected } : {})}
          onOpen={(row) => router.push(deviceHref(row.id))}
          card={(row) => <DeviceCard row={row} />}
          error={list.error ? errorText(list.error) : null}
          onRetry={() => void list.refetch()}
          refreshing={list.isPlaceholderData}
          view={list.isPlaceholderData ? 'placeholder' : JSON.stringify(query)}
          empty={
            filtered ? (
              <EmptyState
                icon={SearchX}
                title={t.devices.noMatch}
                description={t.devices.noMatchText}
                action={
                  <Button onClick={() => change({ q: '', status: [], vendor: [], model: [], plugin: [] })}>
                    {t.devices.filter.clear}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                icon={Phone}
                title={t.devices.empty}
                description={t.devices.emptyText}
                action={
                  <>
                    {mayChange ? (
                      <Button variant="primary" onClick={() => setAdding(true)}>
                        <Plus aria-hidden />
                        {t.devices.add}
                      </Button>
                    ) : null}
                    <Button asChild>
                      <Link href="/dhcp">{t.devices.emptyDhcp}</Link>
                    </Button>
                  </>
                }
              />
            )
          }
          footer={
            <Pager
              page={query.page}
              size={query.size}
              total={total}
              sizes={PAGE_SIZES}
              onPage={(page) => change({ page })}
              onSize={(size) => change({ size: PAGE_SIZES.find((each) => each === size) ?? query.size })}
            />
          }
        />
        <BulkBar selected={selected} onClear={() => setSelected(NONE)} />
      </div>
      {mayChange ? <ImportDialog open={importing} onOpenChange={setImporting} /> : null}
      <AddDeviceDialog open={adding} onOpenChange={setAdding} mac={params.get('mac') ?? ''} />
    </Page>
  );
}

function isSort(column: string): column is DeviceSort {
  return DEVICE_SORTS.some((sort) => sort === column);
}
