'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import type { CreatedWebhook, WebhookView } from '@/lib/domain/webhooks/views';
import { createWebhook, WEBHOOK_EVENTS, type CreateWebhook } from '@/lib/domain/webhooks/webhook';

interface FormProps {
  /** Null: a new one. */
  webhook: WebhookView | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A new one was made; its key is shown once. */
  onCreated: (created: CreatedWebhook) => void;
}

export function WebhookDialog({ webhook, open, onOpenChange, onCreated }: FormProps) {
  const w = useMessages().webhooks;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={webhook ? w.edit : w.add}
      {...(webhook ? {} : { description: w.text })}
    >
      <WebhookForm webhook={webhook} onDone={() => onOpenChange(false)} onCreated={onCreated} />
    </Dialog>
  );
}

function WebhookForm({
  webhook,
  onDone,
  onCreated,
}: Pick<FormProps, 'webhook' | 'onCreated'> & { onDone: () => void }) {
  const t = useMessages();
  const w = t.webhooks;
  const problem = useProblemText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const groupId = useId();
  const form = useForm({
    resolver: zodResolver(createWebhook),
    defaultValues: {
      name: webhook?.name ?? '',
      url: webhook?.url ?? '',
      events: webhook?.events ?? [...WEBHOOK_EVENTS],
    },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: (body: CreateWebhook) =>
      webhook
        ? api<undefined>(`/webhooks/${webhook.id}`, { method: 'PATCH', body })
        : api<CreatedWebhook>('/webhooks', { method: 'POST', body }),
    onSuccess: (created) => {
      void client.invalidateQueries({ queryKey: keys.webhooks });
      onDone();
      if (created) onCreated(created);
    },
  });
  const submit = form.handleSubmit((values) => save.mutate(values));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {save.error ? (
          <Banner tone="bad" role="alert" title={errorText(save.error).title}>
            {errorText(save.error).detail}
          </Banner>
        ) : null}
        <Field label={w.name} error={problem(errors.name)} required>
          <Input autoFocus autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={w.url} hint={w.urlHint} error={problem(errors.url)} required>
          <Input
            autoComplete="off"
            spellCheck={false}
            inputMode="url"
            className="font-mono"
            placeholder="https://example.com/hooks/offhook"
            {...form.register('url')}
          />
        </Field>
        <Controller
          control={form.control}
          name="events"
          render={({ field }) => (
            <fieldset className="space-y-2">
              <legend className="mb-1.5 text-sm font-medium text-strong">{w.events}</legend>
              {WEBHOOK_EVENTS.map((event) => (
                <div key={event} className="flex items-center gap-2.5 text-sm">
                  <Checkbox
                    id={`${groupId}-${event}`}
                    checked={field.value.includes(event)}
                    onCheckedChange={(checked) =>
                      field.onChange(
                        WEBHOOK_EVENTS.filter((each) =>
                          each === event ? checked === true : field.value.includes(each),
                        ),
                      )
                    }
                  />
                  <label htmlFor={`${groupId}-${event}`}>{w.event[event]}</label>
                </div>
              ))}
              {errors.events ? (
                <p role="alert" className="text-xs text-bad-text">
                  {t.problems.required}
                </p>
              ) : null}
            </fieldset>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {webhook ? t.common.save : t.common.add}
        </Button>
      </DialogFooter>
    </form>
  );
}
