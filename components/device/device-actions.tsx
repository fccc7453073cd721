'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EllipsisVertical, RefreshCw, RotateCcw, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu';
import { Tooltip } from '@/components/ui/tooltip';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import type { DeviceDetail } from '@/lib/domain/console/device-detail';

export function DeviceActions({ device, name }: { device: DeviceDetail; name: string }) {
  const t = useMessages();
  const a = t.device.actions;
  const router = useRouter();
  const client = useQueryClient();
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const [asked, setAsked] = useState<'reset' | 'delete' | null>(null);
  const path = `/devices/${encodeURIComponent(device.id)}`;
  const onError = (error: unknown): void => {
    const { title, detail } = errorText(error);
    toast.error(title, { description: detail });
  };
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.device(device.id) }),
      client.invalidateQueries({ queryKey: keys.devices }),
    ]);
  const synchronize = useMutation({
    mutationFn: () => api(`${path}/synchronize`, { method: 'POST' }),
    onSuccess: () => toast.success(a.synchronized),
    onError,
  });
  const reset = useMutation({
    mutationFn: () => api(`${path}/reset`, { method: 'POST' }),
    onSuccess: () => {
      toast.success(a.resetDone);
      setAsked(null);
      return refresh();
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: () => api(path, { method: 'DELETE' }),
    onSuccess: () => {
      toast.success(a.deleted);
      client.removeQueries({ queryKey: keys.device(device.id) });
      void client.invalidateQueries({ queryKey: keys.devices });
      router.push('/devices');
    },
    onError,
  });
  if (!mayChange) return null;
  return (
    <>
      <Tooltip text={a.synchronizeHint} side="bottom">
        <Button busy={synchronize.isPending} onClick={() => synchronize.mutate()}>
          <RefreshCw aria-hidden className={synchronize.isPending ? 'hidden' : undefined} />
          {a.synchronize}
        </Button>
      </Tooltip>
      <Menu>
        <MenuTrigger asChild>
          <Button size="icon" aria-label={t.common.moreActions}>
            <EllipsisVertical aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => setAsked('reset')}>
            <RotateCcw aria-hidden />
            {a.reset}
          </MenuItem>
          <MenuItem danger onSelect={() => setAsked('delete')}>
            <Trash2 aria-hidden />
            {a.delete}
          </MenuItem>
        </MenuContent>
      </Menu>
      <ConfirmDialog
        open={asked === 'reset'}
        onOpenChange={(open) => setAsked(open ? 'reset' : null)}
        title={a.resetTitle}
        confirm={a.reset}
        busy={reset.isPending}
        onConfirm={() => reset.mutate()}
      >
        <p>{a.resetText}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'delete'}
        onOpenChange={(open) => setAsked(open ? 'delete' : null)}
        title={a.deleteTitle(name)}
        confirm={a.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p>{a.deleteText}</p>
      </ConfirmDialog>
    </>
  );
}
