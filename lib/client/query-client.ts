import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api';

/**
 * The cache of the console. Data is pushed (`live.tsx`), so a query is read again when something changed, when the
 * window comes back, and once a minute for what nobody announces.
 */
export function makeQueryClient(onSessionEnd: () => void): QueryClient {
  const ended = (error: unknown): void => {
    if (error instanceof ApiError && error.code === 'unauthorized') onSessionEnd();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: ended }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchInterval: 60_000,
        retry: (failures, error) =>
          error instanceof ApiError &&
          ['offline', 'unavailable', 'internal'].includes(error.code) &&
          failures < 3,
        retryDelay: (attempt) => Math.min(4_000, 400 * 2 ** attempt),
      },
      mutations: { onError: ended },
    },
  });
}
