import { queryOptions } from '@tanstack/react-query';
import type { LearnDetail, LearnSession } from '../domain/learn/learn';
import { api } from './api';

/** How often what a running session has recorded is read again, ms. */
const REFRESH_MS = 3_000;

export const learnKeys = {
  all: ['learn'] as const,
  list: ['learn', 'list'] as const,
  detail: (id: string, vendor: string) => ['learn', id, vendor] as const,
};

export const learnListOptions = () =>
  queryOptions({
    queryKey: learnKeys.list,
    queryFn: ({ signal }) => api<LearnSession[]>('/learn', { signal }),
    refetchInterval: 15_000,
  });

/** `vendor` empty: what was recorded alone. */
export const learnDetailOptions = (id: string, vendor: string) =>
  queryOptions({
    queryKey: learnKeys.detail(id, vendor),
    queryFn: ({ signal }) => {
      const query = vendor === '' ? '' : `?${new URLSearchParams({ vendor })}`;
      return api<LearnDetail>(`/learn/${encodeURIComponent(id)}${query}`, { signal });
    },
    refetchInterval: ({ state }) => (state.data?.session.running === true ? REFRESH_MS : false),
  });
