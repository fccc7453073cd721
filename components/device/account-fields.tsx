'use client';
import type { UseFormReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import type { SaveAccounts } from '@/lib/domain/console/config-view';
import type { AccountField, AccountInput, Inherited } from './account-form-values';

interface FormInput {
  accounts: AccountInput[];
  template?: string | undefined;
}

interface AccountFieldsProps {
  form: UseFormReturn<FormInput, unknown, Omit<SaveAccounts, 'revision'>>;
  index: number;
  position: number;
  /** A password is stored; an empty field keeps it. */
  hasPassword: boolean;
  inherited: Inherited;
}

export function AccountFields({ form, index, position, hasPassword, inherited }: AccountFieldsProps) {
  const t = useMessages();
  const a = t.device.account;
  const problem = useProblemText();
  const errors = form.formState.errors.accounts?.[index];
  const control = (field: AccountField) => form.register(`accounts.${index}.${field}`);
  const from = (field: AccountField): { hint?: string; placeholder?: string } => {
    const value = inherited(position, field);
    return value ? { hint: a.inheritedFrom(value.value, value.label), placeholder: value.value } : {};
  };
  const portProblem = (error: { message?: string | undefined } | undefined) =>
    error ? t.problems.port : undefined;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={a.username} error={problem(errors?.username)} hint={from('username').hint} required>
        <Input
          autoComplete="off"
          spellCheck={false}
          placeholder={from('username').placeholder}
          {...control('username')}
        />
      </Field>
      <Field
        label={a.password}
        error={problem(errors?.password)}
        hint={hasPassword ? a.passwordKeep : undefined}
        required={!hasPassword}
      >
        <PasswordInput
          autoComplete="new-password"
          placeholder={hasPassword ? '••••••••' : undefined}
          {...form.register(`accounts.${index}.password`)}
        />
      </Field>
      <Field label={a.displayName} error={problem(errors?.display_name)} hint={from('display_name').hint}>
        <Input
          autoComplete="off"
          placeholder={from('display_name').placeholder}
          {...control('display_name')}
        />
      </Field>
      <Field label={a.number} error={problem(errors?.number)} hint={from('number').hint}>
        <Input
          autoComplete="off"
          inputMode="tel"
          placeholder={from('number').placeholder}
          {...control('number')}
        />
      </Field>
      <details
        className="group sm:col-span-2"
        open={Boolean(
          errors?.registrar_ip ?? errors?.proxy_ip ?? errors?.registrar_port ?? errors?.proxy_port,
        )}
      >
        <summary className="cursor-pointer rounded text-sm font-medium text-muted select-none hover:text-strong">
          {a.advanced}
        </summary>
        <div className="grid gap-4 pt-3 sm:grid-cols-[1fr_8rem]">
          <Field label={a.registrar} error={problem(errors?.registrar_ip)} hint={from('registrar_ip').hint}>
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder={from('registrar_ip').placeholder}
              {...control('registrar_ip')}
            />
          </Field>
          <Field label={a.registrarPort} error={portProblem(errors?.registrar_port)}>
            <Input
              inputMode="numeric"
              placeholder={from('registrar_port').placeholder ?? '5060'}
              {...control('registrar_port')}
            />
          </Field>
          <Field label={a.proxy} error={problem(errors?.proxy_ip)} hint={from('proxy_ip').hint}>
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder={from('proxy_ip').placeholder}
              {...control('proxy_ip')}
            />
          </Field>
          <Field label={a.proxyPort} error={portProblem(errors?.proxy_port)}>
            <Input
              inputMode="numeric"
              placeholder={from('proxy_port').placeholder ?? '5060'}
              {...control('proxy_port')}
            />
          </Field>
          <Field
            label={a.authUsername}
            error={problem(errors?.auth_username)}
            hint={a.authUsernameHint}
            className="sm:col-span-2"
          >
            <Input autoComplete="off" spellCheck={false} {...control('auth_username')} />
          </Field>
        </div>
      </details>
    </div>
  );
}
