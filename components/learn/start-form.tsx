'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api, ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { learnKeys } from '@/lib/client/learn-queries';
import { useMessages } from '@/lib/client/locale';
import type { LearnSession } from '@/lib/domain/learn/learn';
import { LEARN_MINUTES } from '@/lib/domain/learn/minutes';

/** Begins to watch a source. `source`: what the form begins with. */
export function StartForm({ source: given, onStarted }: { source: string; onStarted: (id: string) => void }) {
  const l = useMessages().learn;
  const errorText = useErrorText();
  const client = useQueryClient();
  const [source, setSource] = useState(given);
  const [minutes, setMinutes] = useState(String(LEARN_MINUTES.standard));
  const start = useMutation({
    mutationFn: () => api<LearnSession>('/learn', { method: 'POST', body: { source, minutes } }),
    onSuccess: async ({ id }) => {
      toast.success(l.started);
      await client.invalidateQueries({ queryKey: learnKeys.all });
      onStarted(id);
    },
    onError: (cause: unknown) => {
      if (isWrong(cause)) return;
      const { title, detail } = errorText(cause);
      toast.error(title, { description: detail });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-4">
        <Field
          label={l.source}
          hint={l.sourceHint}
          error={isWrong(start.error) ? l.sourceInvalid : undefined}
          required
          className="w-full sm:w-96"
        >
          <Input
            value={source}
            onChange={(event) => setSource(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
        <Field label={l.minutes} className="w-28">
          <Input
            type="number"
            min={LEARN_MINUTES.min}
            max={LEARN_MINUTES.max}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" busy={start.isPending} className="mt-6.5">
          {l.start}
        </Button>
      </form>
    </Card>
  );
}

/** The server says that what was typed is none of the things that can be watched. */
function isWrong(cause: unknown): boolean {
  return cause instanceof ApiError && cause.code === 'invalid';
}
