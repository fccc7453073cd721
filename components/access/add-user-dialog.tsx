'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api } from '@/lib/client/api';
import { useMessages } from '@/lib/client/locale';
import { createUserForm, type CreateUserForm } from '@/lib/domain/access/forms';
import type { UserWithPassword } from '@/lib/domain/access/views';
import type { Problem } from '@/lib/shared/errors';
import { FormDialog, problemsOf, useFieldProblem } from './form-dialog';
import { RoleSelect, type Role } from './role-select';
import { TenantSelect } from './tenant-select';
import { useAccessChange } from './use-access-change';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: (made: UserWithPassword) => void;
}

export function AddUserDialog({ open, onOpenChange, onMade }: Props) {
  const a = useMessages().access;
  const u = a.users;
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [tenant, setTenant] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const add = useAccessChange(
    (body: CreateUserForm) => api<UserWithPassword>('/users', { method: 'POST', body }),
    (made) => {
      setUsername('');
      onOpenChange(false);
      onMade(made);
    },
    { silent: true },
  );
  const problem = useFieldProblem(problems, add.error);
  const submit = (): void => {
    const form = createUserForm.safeParse({ username, role, ...(tenant ? { tenant } : {}) });
    setProblems(form.success ? [] : problemsOf(form.error));
    if (form.success) add.mutate(form.data);
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={u.add}
      text={u.addText}
      submit={a.create}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
    >
      <Field label={u.username} error={problem('username')} required>
        <Input
          autoComplete="off"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <Field label={u.role} hint={u.roleHint} error={problem('role')}>
        <RoleSelect value={role} onRole={setRole} />
      </Field>
      <Field label={a.tenant} error={problem('tenant')}>
        <TenantSelect value={tenant} onValueChange={setTenant} />
      </Field>
    </FormDialog>
  );
}
