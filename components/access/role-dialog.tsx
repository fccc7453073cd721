'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/ui/field';
import { api } from '@/lib/client/api';
import { useMessages } from '@/lib/client/locale';
import type { UserView } from '@/lib/domain/access/views';
import { FormDialog, useFieldProblem } from './form-dialog';
import { RoleSelect, roleOf } from './role-select';
import { useAccessChange } from './use-access-change';

export function RoleDialog({ user, onClose }: { user: UserView | null; onClose: () => void }) {
  const u = useMessages().access.users;
  const [role, setRole] = useState(roleOf(user?.role ?? ''));
  const change = useAccessChange(
    (id: string) => api<UserView>(`/users/${id}`, { method: 'PATCH', body: { role } }),
    () => {
      toast.success(u.changed);
      onClose();
    },
    { silent: true },
  );
  const problem = useFieldProblem([], change.error);
  return (
    <FormDialog
      open={user !== null}
      onOpenChange={onClose}
      title={u.changeRole}
      text={u.changeRoleText(user?.username ?? '')}
      submit={u.changeRole}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => user && change.mutate(user.id)}
    >
      <Field label={u.role} hint={u.roleHint} error={problem('role')}>
        <RoleSelect value={role} onRole={setRole} />
      </Field>
    </FormDialog>
  );
}
