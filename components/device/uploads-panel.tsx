'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Inbox, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import { deviceUploadsOptions } from '@/lib/client/queries';
import type { UploadView } from '@/lib/domain/console/uploads';

/** The files that a phone has sent, to be saved or deleted. They are never shown in the page. */
export function UploadsPanel({ deviceId }: { deviceId: string }) {
  const t = useMessages();
  const u = t.uploads;
  const errorText = useErrorText();
  const client = useQueryClient();
  const mayChange = useMayChange();
  const { data, error, refetch } = useQuery(deviceUploadsOptions(deviceId));
  const [asked, setAsked] = useState<UploadView | null>(null);
  const address = ({ id }: UploadView): string => `/devices/${encodeURIComponent(deviceId)}/uploads/${id}`;
  const remove = useMutation({
    mutationFn: (upload: UploadView) => api(address(upload), { method: 'DELETE' }),
    onSuccess: () => {
      toast.success(u.removed);
      setAsked(null);
      return client.invalidateQueries({ queryKey: keys.deviceUploads(deviceId) });
    },
    onError: (cause: unknown) => {
      const { title, detail } = errorText(cause);
      toast.error(title, { description: detail });
    },
  });
  if (error && !data) {
    return (
      <ErrorState
        title={t.errors.title}
        description={errorText(error).title}
        action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-40 rounded-xl" />;
  return (
    <Card title={u.title} description={u.text} bodyClassName="p-0">
      {data.length === 0 ? (
        <EmptyState icon={Inbox} title={u.none} description={u.noneText} className="py-8" />
      ) : (
        <ul className="divide-y divide-line">
          {data.map((upload) => (
            <li key={upload.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
              <span className="min-w-0 flex-1">
                <span className="block font-mono text-xs break-all text-strong">{upload.name}</span>
                <Meta upload={upload} />
              </span>
              <Badge>{u.kinds[upload.kind]}</Badge>
              {mayChange ? (
                <span className="flex gap-1">
                  <Button asChild size="icon-sm" variant="ghost">
                    <a href={`/api${address(upload)}`} download aria-label={u.download(upload.name)}>
                      <Download aria-hidden />
                    </a>
                  </Button>
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={u.remove(upload.name)}
                    onClick={() => setAsked(upload)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={u.removeTitle}
        confirm={t.common.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked)}
      >
        <p className="font-mono text-xs break-all">{asked?.name}</p>
        <p>{u.removeText}</p>
      </ConfirmDialog>
    </Card>
  );
}

function Meta({ upload }: { upload: UploadView }) {
  const t = useMessages();
  const format = useFormat();
  return (
    <span className="block text-xs text-muted">
      {format.bytes(upload.bytes)} · <RelativeTime at={upload.receivedAt} /> · {t.uploads.times(upload.count)}{' '}
      · {upload.ip}
    </span>
  );
}
