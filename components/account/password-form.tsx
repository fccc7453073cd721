'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { api, ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { signIn } from '@/lib/client/sign-in';
import { changePassword, type ChangePassword } from '@/lib/domain/console/account';

const EMPTY = { current: '', next: '', again: '' };

export function PasswordForm({ username }: { username: string }) {
  const t = useMessages();
  const a = t.account;
  const router = useRouter();
  const problem = useProblemText();
  const errorText = useErrorText();
  const form = useForm({ resolver: zodResolver(changePassword), defaultValues: EMPTY });
  const { errors } = form.formState;
  const change = useMutation({
    mutationFn: async (body: ChangePassword) => {
      await api('/account/password', { method: 'POST', body });
      await signIn(username, body.next); // every session ended, this one too: go on with a new one
    },
    gcTime: 0,
    onSuccess: () => {
      form.reset(EMPTY);
      toast.success(a.changed);
      router.refresh();
    },
  });
  const wrong =
    change.error instanceof ApiError && change.error.problems.some(({ path }) => path === 'current');
  const submit = form.handleSubmit((values) => change.mutate(values));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      {change.error ? (
        <Banner tone="bad" role="alert">
          {wrong ? a.wrong : errorText(change.error).title}
        </Banner>
      ) : null}
      <input type="text" name="username" autoComplete="username" defaultValue={username} hidden readOnly />
      <Field label={a.current} error={problem(errors.current)}>
        <PasswordInput autoComplete="current-password" {...form.register('current')} />
      </Field>
      <Field label={a.next} error={problem(errors.next)} hint={t.problems.passwordShort}>
        <PasswordInput autoComplete="new-password" {...form.register('next')} />
      </Field>
      <Field label={a.again} error={problem(errors.again)}>
        <PasswordInput autoComplete="new-password" {...form.register('again')} />
      </Field>
      <Button type="submit" variant="primary" busy={change.isPending}>
        {a.change}
      </Button>
    </form>
  );
}
