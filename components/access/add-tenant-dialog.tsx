'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/ui/field';
import { api } from '@/lib/client/api';
import { useMessages } from '@/lib/client/locale';
import { createTenantForm, type CreateTenantForm } from '@/lib/domain/access/forms';
import type { TenantView } from '@/lib/domain/access/views';
import type { Problem } from '@/lib/shared/errors';
import { FormDialog, problemsOf, useFieldProblem } from './form-dialog';
import { TenantFields } from './tenant-fields';
import { TenantSelect } from './tenant-select';
import { useAccessChange } from './use-access-change';

export function AddTenantDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const a = useMessages().access;
  const n = a.tenants;
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [parent, setParent] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const add = useAccessChange(
    (body: CreateTenantForm) => api<TenantView>('/tenants', { method: 'POST', body }),
    () => {
      setName('');
      setSlug('');
      onOpenChange(false);
      toast.success(n.created);
    },
    { silent: true },
  );
  const problem = useFieldProblem(problems, add.error);
  const submit = (): void => {
    const form = createTenantForm.safeParse({
      name,
      ...(slug.trim() ? { slug } : {}),
      ...(parent ? { parent } : {}),
    });
    setProblems(form.success ? [] : problemsOf(form.error));
    if (form.success) add.mutate(form.data);
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={n.add}
      text={n.addText}
      submit={a.create}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
    >
      <TenantFields name={name} slug={slug} onName={setName} onSlug={setSlug} problem={problem} />
      <Field label={n.parent} error={problem('parent')}>
        <TenantSelect value={parent} onValueChange={setParent} />
      </Field>
    </FormDialog>
  );
}
