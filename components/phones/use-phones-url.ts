'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { FEATURES, type Feature } from '@/lib/domain/plugins/features';

export interface PhonesQuery {
  q: string;
  vendor: string[];
  type: string[];
  feature: Feature[];
  /** Family and model that are shown in detail. */
  shown: [family: string, model: string] | null;
}

/** The page's search, filters and open model: they live in the address, so that a link leads to them. */
export function usePhonesUrl(): [PhonesQuery, (changes: Partial<PhonesQuery>) => void] {
  const pathname = usePathname();
  const params = useSearchParams();
  const query = useMemo(() => readQuery(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (changes: Partial<PhonesQuery>) => {
      const next = { ...query, ...changes };
      const url = new URLSearchParams();
      if (next.q !== '') url.set('q', next.q);
      for (const key of ['vendor', 'type', 'feature'] as const)
        for (const value of next[key]) url.append(key, value);
      if (next.shown) url.set('model', next.shown.join('/'));
      window.history.replaceState(null, '', url.size === 0 ? pathname : `${pathname}?${url}`);
    },
    [pathname, query],
  );
  return [query, change];
}

function readQuery(params: URLSearchParams): PhonesQuery {
  const wanted = params.getAll('feature');
  const [, family, model] = /^([^/]+)\/(.+)$/.exec(params.get('model') ?? '') ?? [];
  return {
    q: params.get('q') ?? '',
    vendor: params.getAll('vendor'),
    type: params.getAll('type'),
    feature: FEATURES.filter((feature) => wanted.includes(feature)),
    shown: family !== undefined && model !== undefined ? [family, model] : null,
  };
}
