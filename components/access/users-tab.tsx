'use client';
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, KeyRound, Plus, Trash2, UserCog, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/state';
import { usersOptions } from '@/lib/client/access-queries';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { UserView, UserWithPassword } from '@/lib/domain/access/views';
import { AddUserDialog } from './add-user-dialog';
import { RoleDialog } from './role-dialog';
import { SecretDialog, type Secret } from './secret-dialog';
import { useAccessChange } from './use-access-change';

type Asked = { what: 'role' | 'password' | 'delete'; user: UserView };

export function UsersTab() {
  const a = useMessages().access;
  const u = a.users;
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const users = useQuery(usersOptions());
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const tell = ({ username, password }: UserWithPassword): void =>
    setSecret({ title: u.passwordOf(username), value: password });
  const renew = useAccessChange(
    (id: string) => api<UserWithPassword>(`/users/${id}/password`, { method: 'POST', body: {} }),
    (made) => {
      setAsked(null);
      tell(made);
    },
  );
  const remove = useAccessChange(
    (id: string) => api<undefined>(`/users/${id}`, { method: 'DELETE' }),
    () => {
      setAsked(null);
      toast.success(u.deleted);
    },
  );
  const columns = useMemo((): DataColumn<UserView>[] => {
    const roles: Record<string, string> = u.roles;
    return [
      {
        id: 'username',
        header: u.username,
        cell: (row) => <span className="font-medium text-strong">{row.username}</span>,
      },
      { id: 'role', header: u.role, cell: (row) => <Badge>{roles[row.role] ?? row.role}</Badge> },
      { id: 'tenant', header: a.tenant, cell: (row) => row.tenantName },
      {
        id: 'lastSignIn',
        header: u.lastSignIn,
        cell: (row) => (row.lastSignInAt ? <RelativeTime at={row.lastSignInAt} /> : a.never),
      },
      ...(mayChange
        ? [
            {
              id: 'actions',
              header: a.actions,
              align: 'right' as const,
              cell: (row: UserView) => <UserMenu user={row} onAsk={setAsked} />,
            },
          ]
        : []),
    ];
  }, [a, u, mayChange]);
  return (
    <div className="space-y-3">
      {mayChange ? (
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {u.add}
        </Button>
      ) : null}
      <DataTable
        label={a.tabs.users}
        columns={columns}
        rows={users.data}
        rowId={(row) => row.id}
        rowName={(row) => row.username}
        error={users.error ? errorText(users.error) : null}
        onRetry={() => void users.refetch()}
        empty={<EmptyState icon={Users} title={u.none} description={u.noneText} />}
      />
      <AddUserDialog open={adding} onOpenChange={setAdding} onMade={tell} />
      <RoleDialog
        key={asked?.user.id}
        user={asked?.what === 'role' ? asked.user : null}
        onClose={() => setAsked(null)}
      />
      <ConfirmDialog
        open={asked?.what === 'password'}
        onOpenChange={() => setAsked(null)}
        title={u.newPasswordTitle(asked?.user.username ?? '')}
        confirm={u.newPassword}
        busy={renew.isPending}
        onConfirm={() => asked && renew.mutate(asked.user.id)}
      >
        <p>{u.newPasswordText}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked?.what === 'delete'}
        onOpenChange={() => setAsked(null)}
        title={u.deleteTitle(asked?.user.username ?? '')}
        confirm={u.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked.user.id)}
      >
        <p>{u.deleteText}</p>
      </ConfirmDialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </div>
  );
}

function UserMenu({ user, onAsk }: { user: UserView; onAsk: (asked: Asked) => void }) {
  const u = useMessages().access.users;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={u.actions(user.username)}>
          <Ellipsis aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => onAsk({ what: 'role', user })}>
          <UserCog aria-hidden />
          {u.changeRole}
        </MenuItem>
        <MenuItem onSelect={() => onAsk({ what: 'password', user })}>
          <KeyRound aria-hidden />
          {u.newPassword}
        </MenuItem>
        <MenuItem danger onSelect={() => onAsk({ what: 'delete', user })}>
          <Trash2 aria-hidden />
          {u.delete}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
