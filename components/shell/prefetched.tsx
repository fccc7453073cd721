import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface PrefetchedProps {
  /** What the server has read already, by the key of its query; undefined is left for the page to read. */
  data: [QueryKey, unknown][];
  children: ReactNode;
}

/** Gives a page its data with the page itself, so that nothing has to load twice. */
export function Prefetched({ data, children }: PrefetchedProps) {
  const client = new QueryClient();
  for (const [key, value] of data) if (value !== undefined) client.setQueryData(key, value);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
