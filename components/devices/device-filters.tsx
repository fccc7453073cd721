'use client';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FilterSelect, type FilterOption } from '@/components/ui/filter-select';
import { useFormat } from '@/lib/client/format';
import { useMessages } from '@/lib/client/locale';
import { deviceFacetsOptions } from '@/lib/client/queries';
import { DEVICE_STATUSES, deviceStatus, type DeviceListQuery } from '@/lib/domain/console/device-list';
import { STATUS_TONE } from './device-status';

interface FiltersProps {
  query: DeviceListQuery;
  onChange: (changes: Partial<DeviceListQuery>) => void;
}

export function DeviceFilters({ query, onChange }: FiltersProps) {
  const t = useMessages();
  const format = useFormat();
  const { data: facets } = useQuery(deviceFacetsOptions());
  const f = t.devices.filter;
  const counted = new Map(facets?.status.map(({ value, count }) => [value, count]));
  const statuses: FilterOption[] = DEVICE_STATUSES.map((status) => ({
    value: status,
    label: t.devices.status[status],
    mark: <Dot tone={STATUS_TONE[status]} className="size-2" />,
    count: format.number(counted.get(status) ?? 0),
  }));
  const options = (list: { value: string; count: number }[] | undefined): FilterOption[] =>
    (list ?? []).map(({ value, count }) => ({ value, label: value, count: format.number(count) }));
  // Models of the chosen vendors; all of them while no vendor is chosen.
  const models = facets?.model.filter(
    ({ vendor }) => query.vendor.length === 0 || (vendor !== null && query.vendor.includes(vendor)),
  );
  const active = query.status.length + query.vendor.length + query.model.length + query.plugin.length > 0;
  return (
    <>
      <FilterSelect
        label={f.status}
        find={f.find(f.status)}
        activeLabel={f.active(f.status, query.status.length)}
        options={statuses}
        selected={query.status}
        onChange={(values) =>
          onChange({ status: values.flatMap((value) => deviceStatus.safeParse(value).data ?? []) })
        }
      />
      {(['vendor', 'model', 'plugin'] as const).map((key) => (
        <FilterSelect
          key={key}
          label={f[key]}
          find={f.find(f[key])}
          activeLabel={f.active(f[key], query[key].length)}
          options={options(key === 'model' ? models : facets?.[key])}
          selected={query[key]}
          onChange={(values) => onChange({ [key]: values })}
        />
      ))}
      {active ? (
        <Button variant="ghost" onClick={() => onChange({ status: [], vendor: [], model: [], plugin: [] })}>
          <X aria-hidden />
          {f.clear}
        </Button>
      ) : null}
    </>
  );
}
