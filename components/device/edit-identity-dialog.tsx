'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { pluginsOptions } from '@/lib/client/queries';
import type { DeviceDetail } from '@/lib/domain/console/device-detail';
import { editDevice, type EditDevice } from '@/lib/domain/console/device-list';

interface EditProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  device: DeviceDetail;
}

export function EditIdentityDialog({ open, onOpenChange, device }: EditProps) {
  const t = useMessages();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t.device.identity.edit}>
      <EditIdentityForm device={device} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EditIdentityForm({ device, onDone }: { device: DeviceDetail; onDone: () => void }) {
  const t = useMessages();
  const c = t.devices.column;
  const client = useQueryClient();
  const errorText = useErrorText();
  const problem = useProblemText();
  const { data: plugins } = useQuery(pluginsOptions());
  const form = useForm({
    resolver: zodResolver(editDevice),
    defaultValues: {
      description: device.description ?? '',
      vendor: device.vendor ?? '',
      model: device.model ?? '',
      plugin: device.plugin,
    },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: (body: EditDevice) =>
      api(`/devices/${encodeURIComponent(device.id)}`, { method: 'PATCH', body }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.device(device.id) }),
        client.invalidateQueries({ queryKey: keys.devices }),
      ]);
      toast.success(t.common.saved);
      onDone();
    },
  });
  const ids = (plugins ?? []).flatMap((family) => family.lines.map(({ id }) => id));
  const choices = device.plugin && !ids.includes(device.plugin) ? [device.plugin, ...ids] : ids;
  const submit = form.handleSubmit((values) => save.mutate(values));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {save.error ? (
          <Banner tone="bad" role="alert" title={errorText(save.error).title}>
            {errorText(save.error).detail}
          </Banner>
        ) : null}
        <Field label={c.description} error={problem(errors.description)}>
          <Input autoFocus autoComplete="off" {...form.register('description')} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={c.vendor} error={problem(errors.vendor)}>
            <Input autoComplete="off" {...form.register('vendor')} />
          </Field>
          <Field label={c.model} error={problem(errors.model)}>
            <Input autoComplete="off" {...form.register('model')} />
          </Field>
        </div>
        <Controller
          control={form.control}
          name="plugin"
          render={({ field }) => (
            <Field label={c.plugin} error={problem(errors.plugin)}>
              <Select
                value={field.value ?? ''}
                onValueChange={(value) => field.onChange(value === '' ? null : value)}
                options={[
                  { value: '', label: t.devices.addDialog.pluginAuto },
                  ...choices.map((id) => ({ value: id, label: id })),
                ]}
              />
            </Field>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t.common.save}
        </Button>
      </DialogFooter>
    </form>
  );
}
