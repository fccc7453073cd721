import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { BULK_PAGE, type BulkView } from '../domain/bulk/bulk';
import type { DeliveryPage, WebhookView } from '../domain/webhooks/views';
import type { JsonObject } from '../shared/json';
import { api } from './api';
import { keys } from './keys';

export const webhooksOptions = () =>
  queryOptions({
    queryKey: keys.webhooks,
    queryFn: ({ signal }) => api<WebhookView[]>('/webhooks', { signal }),
    refetchInterval: 5_000,
  });

export const deliveriesOptions = (id: string, state: string) =>
  infiniteQueryOptions({
    queryKey: keys.webhookDeliveries(id, state),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams();
      if (state) params.set('state', state);
      if (pageParam) params.set('before', pageParam);
      return api<DeliveryPage>(`/webhooks/${id}/deliveries?${params}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 2_000,
  });

/** A request of many rows, until it is done. */
export const bulkOptions = (id: string) =>
  queryOptions({
    queryKey: keys.bulk(id),
    queryFn: ({ signal }) => api<BulkView>(`/bulk/${id}?failed=true&size=100`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'success' || state.data?.state === 'fail' ? false : 700,
  });

/** The first results of a request that is done, those of rows that were done among them. */
export const bulkResultsOptions = (id: string) =>
  queryOptions({
    queryKey: keys.bulkResults(id),
    queryFn: ({ signal }) => api<BulkView>(`/bulk/${id}?size=${BULK_PAGE}`, { signal }),
    staleTime: Infinity,
  });

export const openApiOptions = () =>
  queryOptions({
    queryKey: keys.openApi,
    queryFn: ({ signal }) => api<JsonObject>('/openapi.json', { signal }),
    staleTime: Infinity,
    refetchInterval: false,
  });
