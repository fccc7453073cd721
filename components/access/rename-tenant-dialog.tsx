'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { api } from '@/lib/client/api';
import { useMessages } from '@/lib/client/locale';
import { changeTenantForm, type ChangeTenantForm } from '@/lib/domain/access/forms';
import type { TenantView } from '@/lib/domain/access/views';
import type { Problem } from '@/lib/shared/errors';
import { FormDialog, problemsOf, useFieldProblem } from './form-dialog';
import { TenantFields } from './tenant-fields';
import { useAccessChange } from './use-access-change';

interface Props {
  /** Null: closed. */
  tenant: TenantView | null;
  onClose: () => void;
}

export function RenameTenantDialog({ tenant, onClose }: Props) {
  const n = useMessages().access.tenants;
  const [name, setName] = useState(tenant?.name ?? '');
  const [slug, setSlug] = useState(tenant?.slug ?? '');
  const [problems, setProblems] = useState<Problem[]>([]);
  const change = useAccessChange(
    ({ id, body }: { id: string; body: ChangeTenantForm }) =>
      api<undefined>(`/tenants/${id}`, { method: 'PATCH', body }),
    () => {
      toast.success(n.renamed);
      onClose();
    },
    { silent: true },
  );
  const problem = useFieldProblem(problems, change.error);
  const submit = (): void => {
    // An emptied field takes the short name away.
    const form = changeTenantForm.safeParse({ name, slug: slug.trim() || null });
    setProblems(form.success ? [] : problemsOf(form.error));
    if (form.success && tenant) change.mutate({ id: tenant.id, body: form.data });
  };
  return (
    <FormDialog
      open={tenant !== null}
      onOpenChange={onClose}
      title={n.renameName(tenant?.name ?? '')}
      text={n.renameText}
      submit={n.rename}
      busy={change.isPending}
      error={change.error}
      onSubmit={submit}
    >
      <TenantFields name={name} slug={slug} onName={setName} onSlug={setSlug} problem={problem} />
    </FormDialog>
  );
}
