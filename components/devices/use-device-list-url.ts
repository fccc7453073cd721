'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { deviceListParams, parseDeviceList } from '@/lib/client/device-list-url';
import type { DeviceListQuery } from '@/lib/domain/console/device-list';

interface DeviceListUrl {
  query: DeviceListQuery;
  /** Any change but of the page leads back to the first page. `extra`: parameters beside the query. */
  change: (
    changes: Partial<DeviceListQuery>,
    options?: { replace?: boolean; extra?: Record<string, string> },
  ) => void;
}

/**
 * The list's search, filters, order and page: they live in the address, so that it can be kept and shared. The browser's
 * history is written directly: the list reads itself, and need not wait for the page to be made again.
 */
export function useDeviceListUrl(): DeviceListUrl {
  const pathname = usePathname();
  const params = useSearchParams();
  const query = useMemo(() => parseDeviceList(new URLSearchParams(params)), [params]);
  const change = useCallback<DeviceListUrl['change']>(
    (changes, { replace = false, extra = {} } = {}) => {
      const next = new URLSearchParams(deviceListParams({ ...query, page: 1, ...changes }));
      for (const [name, value] of Object.entries(extra)) next.set(name, value);
      const url = next.size === 0 ? pathname : `${pathname}?${next}`;
      window.history[replace ? 'replaceState' : 'pushState'](null, '', url);
    },
    [pathname, query],
  );
  return { query, change };
}
