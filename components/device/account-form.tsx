'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { Controller, useFieldArray, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { useMayChange } from '@/components/shell/shell-user';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import {
  saveAccounts,
  sipAccount,
  type ConfigView,
  type SaveAccounts,
} from '@/lib/domain/console/config-view';
import { AccountFields } from './account-fields';
import { SharedBanner, useSharedChoice } from './shared-choice';
import { accountValues, emptyAccount, inheritedValues, storedPasswords } from './account-form-values';

interface AccountFormProps {
  deviceId: string;
  view: ConfigView;
  /** The configuration was changed by somebody else since the form was opened. */
  outdated: boolean;
  onReload: () => void;
  onDirty: (dirty: boolean) => void;
}

export function AccountForm({ deviceId, view, outdated, onReload, onDirty }: AccountFormProps) {
  const t = useMessages();
  const a = t.device.account;
  const client = useQueryClient();
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const stored = storedPasswords(view);
  const schema = saveAccounts.omit({ revision: true }).extend({
    accounts: z.array(
      sipAccount.refine((account) => stored.has(account.position) || Boolean(account.password), {
        path: ['password'],
        message: 'required',
      }),
    ),
  });
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { accounts: accountValues(view), template: view.template ?? view.templates[0]?.id },
  });
  const lines = useFieldArray({ control: form.control, name: 'accounts', keyName: 'key' });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const save = useMutation({
    mutationFn: (values: Omit<SaveAccounts, 'revision'>) =>
      api(`/devices/${encodeURIComponent(deviceId)}/accounts`, {
        method: 'PUT',
        body: {
          ...values,
          accounts: values.accounts.map((account) => ({ ...account, password: account.password || null })),
          revision: view.revision,
        } satisfies SaveAccounts,
      }),
    onSuccess: () => {
      toast.success(a.saved);
      onDirty(false);
      return Promise.all([
        client.invalidateQueries({ queryKey: keys.device(deviceId) }),
        client.invalidateQueries({ queryKey: keys.devices }),
      ]);
    },
  });
  const choice = useSharedChoice(view);
  const submit = form.handleSubmit((values) => choice.save((apply) => save.mutate({ ...values, apply })));
  const inherited = inheritedValues(view);
  const positions = lines.fields.map(({ position }) => Number(position));

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="max-w-4xl space-y-4">
      {view.kind === 'autoprov' ? <Banner title={a.autoprov}>{a.autoprovText}</Banner> : null}
      <SharedBanner view={view} />
      {outdated ? (
        <Banner
          tone="warn"
          role="alert"
          action={
            <Button size="sm" onClick={onReload}>
              {a.reload}
            </Button>
          }
        >
          {a.outdated}
        </Banner>
      ) : null}
      {save.error ? (
        <Banner tone="bad" role="alert" title={errorText(save.error).title}>
          {errorText(save.error).detail}
        </Banner>
      ) : null}
      <fieldset disabled={!mayChange} className="space-y-4">
        <legend className="sr-only">{a.title}</legend>
        {lines.fields.map((line, index) => (
          <Card
            key={line.key}
            title={a.line(Number(line.position))}
            actions={
              mayChange && lines.fields.length > 1 ? (
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={a.removeLine(Number(line.position))}
                  onClick={() => lines.remove(index)}
                >
                  <Trash2 aria-hidden />
                </Button>
              ) : null
            }
          >
            <AccountFields
              form={form}
              index={index}
              position={Number(line.position)}
              hasPassword={stored.has(Number(line.position))}
              inherited={inherited}
            />
          </Card>
        ))}
        {mayChange ? (
          <Button onClick={() => lines.append(emptyAccount(Math.max(0, ...positions) + 1, view.servers))}>
            <Plus aria-hidden />
            {a.addLine}
          </Button>
        ) : null}
        {view.templates.length > 0 ? (
          <Controller
            control={form.control}
            name="template"
            render={({ field }) => (
              <Field label={a.template} hint={a.templateHint} className="max-w-sm">
                <Select
                  value={field.value ?? ''}
                  onValueChange={field.onChange}
                  disabled={!mayChange}
                  options={view.templates.map(({ id, label }) => ({ value: id, label }))}
                />
              </Field>
            )}
          />
        ) : null}
      </fieldset>
      {mayChange ? (
        <div className="flex gap-2">
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={!isDirty && view.kind === 'own'}
          >
            {a.save}
          </Button>
          {isDirty ? <Button onClick={() => form.reset()}>{t.common.cancel}</Button> : null}
        </div>
      ) : null}
      {choice.dialog}
    </form>
  );
}
