'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { deviceConfigOptions } from '@/lib/client/queries';
import type { ConfigView } from '@/lib/domain/console/config-view';
import { AccountForm } from './account-form';

export function AccountPanel({ deviceId }: { deviceId: string }) {
  const t = useMessages();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(deviceConfigOptions(deviceId));
  if (data) return <Kept view={data} deviceId={deviceId} />;
  if (!error) return <Skeleton className="h-80 max-w-3xl rounded-xl" />;
  return (
    <ErrorState
      title={t.errors.title}
      description={errorText(error).title}
      action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
    />
  );
}

const stamp = (view: ConfigView): string => `${view.configId ?? ''} ${view.revision ?? ''}`;

/**
 * A form is made anew when the configuration changed, unless somebody is writing in it: then it stays, and saving tells
 * that the configuration has changed.
 */
function Kept({ view, deviceId }: { view: ConfigView; deviceId: string }) {
  const [dirty, setDirty] = useState(false);
  const [kept, setKept] = useState(view);
  if (!dirty && kept !== view) setKept(view);
  return (
    <AccountForm
      key={stamp(kept)}
      view={kept}
      outdated={stamp(kept) !== stamp(view)}
      onReload={() => setDirty(false)}
      deviceId={deviceId}
      onDirty={setDirty}
    />
  );
}
