'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api, ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { pluginsOptions } from '@/lib/client/queries';
import { addDevice, type AddDevice } from '@/lib/domain/console/device-list';
import { deviceHref } from './columns';

interface AddDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** MAC address to start with. */
  mac?: string;
}

const EMPTY = { mac: '', plugin: null, vendor: '', model: '', description: '' };

export function AddDeviceDialog({ open, onOpenChange, mac = '' }: AddDialogProps) {
  const t = useMessages();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.devices.addDialog.title}
      description={t.devices.addDialog.text}
    >
      <AddDeviceForm mac={mac} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddDeviceForm({ mac, onDone }: { mac: string; onDone: () => void }) {
  const t = useMessages();
  const d = t.devices.addDialog;
  const router = useRouter();
  const client = useQueryClient();
  const problem = useProblemText();
  const errorText = useErrorText();
  const { data: plugins } = useQuery(pluginsOptions());
  const form = useForm({ resolver: zodResolver(addDevice), defaultValues: { ...EMPTY, mac } });
  const { errors } = form.formState;
  const plugin = useWatch({ control: form.control, name: 'plugin' });
  const add = useMutation({
    mutationFn: (body: AddDevice) => api<{ id: string }>('/devices', { method: 'POST', body }),
    onSuccess: ({ id }, body) => {
      toast.success(d.added(body.mac));
      void client.invalidateQueries({ queryKey: keys.devices });
      onDone();
      router.push(deviceHref(id));
    },
  });
  const lines = (plugins ?? []).flatMap((family) =>
    family.lines.map((line) => ({ ...line, vendor: family.vendor })),
  );
  const chosen = lines.find((line) => line.id === plugin);
  const existing =
    add.error instanceof ApiError && add.error.code === 'conflict'
      ? add.error.problems.find((p) => p.path === 'mac')?.id
      : undefined;
  const submit = form.handleSubmit((values) => add.mutate(values));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {existing ? (
          <Banner
            tone="warn"
            role="alert"
            action={
              <Button size="sm" onClick={() => router.push(deviceHref(existing))}>
                {d.openExisting}
              </Button>
            }
          >
            {d.exists}
          </Banner>
        ) : add.error ? (
          <Banner tone="bad" role="alert" title={errorText(add.error).title}>
            {errorText(add.error).detail}
          </Banner>
        ) : null}
        <Field label={d.mac} hint={d.macHint} error={problem(errors.mac)} required>
          <Input
            autoFocus
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            placeholder="00:15:65:a1:b2:c3"
            {...form.register('mac')}
          />
        </Field>
        <Controller
          control={form.control}
          name="plugin"
          render={({ field }) => (
            <Field label={d.plugin} error={problem(errors.plugin)}>
              <Select
                value={field.value ?? ''}
                onValueChange={(value) => {
                  field.onChange(value === '' ? null : value);
                  const line = lines.find(({ id }) => id === value);
                  if (line) form.setValue('vendor', line.vendor);
                }}
                options={[
                  { value: '', label: d.pluginAuto },
                  ...lines.map(({ id }) => ({ value: id, label: id })),
                ]}
              />
            </Field>
          )}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={d.vendor} error={problem(errors.vendor)}>
            <Input autoComplete="off" {...form.register('vendor')} />
          </Field>
          <Field label={d.model} error={problem(errors.model)}>
            <Input autoComplete="off" list="add-device-models" {...form.register('model')} />
          </Field>
          <datalist id="add-device-models">
            {chosen?.models.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <Field label={d.description} hint={d.descriptionHint} error={problem(errors.description)}>
          <Input autoComplete="off" {...form.register('description')} />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={add.isPending}>
          {d.submit}
        </Button>
      </DialogFooter>
    </form>
  );
}
