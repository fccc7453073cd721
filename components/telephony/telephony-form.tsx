'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { useMayChange } from '@/components/shell/shell-user';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { telephonySettings, type SaveTelephony, type TelephonyView } from '@/lib/domain/telephony/settings';

export const TELEPHONY_KEY = ['telephony'];

const schema = telephonySettings.extend({ secret: z.string().max(200) });
const EMPTY = { host: '', port: 5038, username: '', tls: false, verifyCertificate: true };

export function TelephonyForm({ view }: { view: TelephonyView }) {
  const t = useMessages();
  const m = t.telephony;
  const client = useQueryClient();
  const errorText = useErrorText();
  const problem = useProblemText();
  const mayChange = useMayChange();
  const [removing, setRemoving] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { ...(view.settings ?? EMPTY), secret: '' },
  });
  const { errors } = form.formState;
  const reread = () => client.invalidateQueries({ queryKey: TELEPHONY_KEY });
  const send = (path: string, method: 'PUT' | 'POST') => (values: z.output<typeof schema>) =>
    api(path, {
      method,
      body: { ...values, secret: values.secret === '' ? null : values.secret } satisfies SaveTelephony,
    });
  const test = useMutation({ mutationFn: send('/telephony/test', 'POST'), gcTime: 0 });
  const save = useMutation({
    mutationFn: send('/telephony', 'PUT'),
    gcTime: 0,
    onSuccess: async () => {
      toast.success(m.saved);
      await reread();
    },
  });
  const remove = useMutation({
    mutationFn: () => api('/telephony', { method: 'DELETE' }),
    onSuccess: async () => {
      setRemoving(false);
      toast.success(m.removed);
      await reread();
    },
  });
  const failed = save.error ?? remove.error ?? test.error;
  // What the telephony server refused is no refusal of ours.
  const title = failed !== null && failed === test.error ? m.failed : errorText(failed).title;
  const check = (name: 'tls' | 'verifyCertificate', label: string) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={field.value} onCheckedChange={(checked) => field.onChange(checked === true)} />
          {label}
        </label>
      )}
    />
  );
  return (
    <Card title={m.connection} description={m.connectionText} className="max-w-2xl">
      <form
        onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}
        noValidate
        className="space-y-4"
      >
        {view.settings ? null : <Banner tone="warn">{m.none}</Banner>}
        {failed ? (
          <Banner tone="bad" role="alert" title={title}>
            {errorText(failed).detail}
          </Banner>
        ) : null}
        <div aria-live="polite" className="empty:hidden">
          {test.isSuccess && !failed ? <Banner>{m.tested}</Banner> : null}
        </div>
        <fieldset disabled={!mayChange} className="space-y-4">
          <legend className="sr-only">{m.connection}</legend>
          <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
            <Field label={m.host} hint={m.hostHint} error={problem(errors.host)} required>
              <Input autoComplete="off" spellCheck={false} {...form.register('host')} />
            </Field>
            <Field label={m.port} error={problem(errors.port)} required>
              <Input inputMode="numeric" autoComplete="off" {...form.register('port')} />
            </Field>
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={m.username} error={problem(errors.username)} required>
              <Input autoComplete="off" spellCheck={false} {...form.register('username')} />
            </Field>
            <Field
              label={m.secret}
              hint={view.hasSecret ? m.secretKeep : undefined}
              error={problem(errors.secret)}
              required={!view.hasSecret}
            >
              <PasswordInput autoComplete="new-password" {...form.register('secret')} />
            </Field>
          </div>
          {check('tls', m.tls)}
          {check('verifyCertificate', m.verify)}
        </fieldset>
        {mayChange ? (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" busy={save.isPending}>
              {m.save}
            </Button>
            <Button
              busy={test.isPending}
              onClick={() => {
                save.reset();
                void form.handleSubmit((values) => test.mutate(values))();
              }}
            >
              {m.test}
            </Button>
            <span className="flex-1" />
            {view.settings ? <Button onClick={() => setRemoving(true)}>{m.remove}</Button> : null}
          </div>
        ) : null}
      </form>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={m.removeTitle}
        confirm={m.remove}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {m.removeText}
      </ConfirmDialog>
    </Card>
  );
}
