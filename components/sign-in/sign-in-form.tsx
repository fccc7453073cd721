'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { leaveTo } from '@/lib/client/leave';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { signIn, type SignInOutcome } from '@/lib/client/sign-in';
import { signIn as schema } from '@/lib/domain/console/account';

export function SignInForm({ next, notice }: { next: string; notice: 'ended' | 'signedOut' | null }) {
  const t = useMessages();
  const problem = useProblemText();
  const [failure, setFailure] = useState<Exclude<SignInOutcome, 'ok'> | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ username, password }) => {
    setFailure(null);
    const outcome = await signIn(username, password);
    if (outcome === 'ok') {
      leaveTo(next); // a full load: everything is read anew for this person
      return;
    }
    setFailure(outcome);
    form.resetField('password');
    form.setFocus('password');
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure === 'offline' ? t.errors.offline : t.signIn[failure]}
        </Banner>
      ) : notice ? (
        <Banner role="status">{t.signIn[notice]}</Banner>
      ) : null}
      <Field label={t.signIn.username} error={problem(errors.username)}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          className="h-10"
          {...form.register('username')}
        />
      </Field>
      <Field label={t.signIn.password} error={problem(errors.password)}>
        <PasswordInput autoComplete="current-password" className="h-10" {...form.register('password')} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        busy={isSubmitting || (isSubmitSuccessful && !failure)}
      >
        {t.signIn.submit}
      </Button>
    </form>
  );
}
