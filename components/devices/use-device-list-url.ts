'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
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

/** Says that the address was written. */
const WRITTEN = 'offhook:address';

function onAddress(changed: () => void): () => void {
  for (const event of [WRITTEN, 'popstate']) window.addEventListener(event, changed);
  return () => {
    for (const event of [WRITTEN, 'popstate']) window.removeEventListener(event, changed);
  };
}

/**
 * The list's search, filters, order and page: they live in the address, so that it can be kept and shared. The browser's
 * history is written directly: the list reads itself, and need not wait for the page to be made again. It is read directly too: the router, when it has
 * come back to an entry of a document before this one, does not always follow what is written.
 */
export function useDeviceListUrl(): DeviceListUrl {
  const pathname = usePathname();
  const params = useSearchParams();
  const search = useSyncExternalStore(
    onAddress,
    () => window.location.search,
    () => (params.size === 0 ? '' : `?${params.toString()}`),
  );
  const query = useMemo(() => parseDeviceList(new URLSearchParams(search)), [search]);
  const change = useCallback<DeviceListUrl['change']>(
    (changes, { replace = false, extra = {} } = {}) => {
      const next = new URLSearchParams(deviceListParams({ ...query, page: 1, ...changes }));
      for (const [name, value] of Object.entries(extra)) next.set(name, value);
      const url = next.size === 0 ? pathname : `${pathname}?${next}`;
      window.history[replace ? 'replaceState' : 'pushState'](null, '', url);
      window.dispatchEvent(new Event(WRITTEN));
    },
    [pathname, query],
  );
  return { query, change };
}
