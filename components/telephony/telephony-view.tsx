'use client';
import { useQuery } from '@tanstack/react-query';
import { Page } from '@/components/shell/page';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ErrorState, Skeleton } from '@/components/ui/state';
import { api, ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { TelephonyView as View } from '@/lib/domain/telephony/settings';
import { TelephonyForm, TELEPHONY_KEY } from './telephony-form';

export function TelephonyView() {
  const t = useMessages();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery({
    queryKey: TELEPHONY_KEY,
    queryFn: ({ signal }) => api<View>('/telephony', { signal }),
  });
  return (
    <Page title={t.telephony.title} description={t.telephony.text}>
      {data ? (
        <TelephonyForm key={JSON.stringify(data)} view={data} />
      ) : error instanceof ApiError && error.code === 'forbidden' ? (
        <Banner>{t.telephony.masterOnly}</Banner>
      ) : error ? (
        <ErrorState
          title={t.errors.title}
          description={errorText(error).title}
          action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
        />
      ) : (
        <Skeleton className="h-80 max-w-2xl rounded-xl" />
      )}
    </Page>
  );
}
