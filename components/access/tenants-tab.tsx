'use client';
import { useQuery } from '@tanstack/react-query';
import { Building2, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { EmptyState } from '@/components/ui/state';
import { tenantsOptions } from '@/lib/client/access-queries';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { TenantView } from '@/lib/domain/access/views';
import { AddTenantDialog } from './add-tenant-dialog';
import { tenantTree } from './tenant-tree';
import { useAccessChange } from './use-access-change';

interface Row {
  tenant: TenantView;
  depth: number;
}

function columnsOf(
  a: Messages['access'],
  onDelete: ((tenant: TenantView) => void) | null,
): DataColumn<Row>[] {
  const n = a.tenants;
  const count = (id: 'devices' | 'configs' | 'users' | 'tokens'): DataColumn<Row> => ({
    id,
    header: n[id],
    align: 'right',
    cell: ({ tenant }) => tenant[id],
  });
  return [
    {
      id: 'name',
      header: a.name,
      cell: ({ tenant, depth }) => (
        <span
          className="flex items-center gap-2 font-medium text-strong"
          style={{ paddingLeft: `${depth * 1.25}rem` }}
        >
          {tenant.name}
          {tenant.master ? <Badge tone="accent">{n.master}</Badge> : null}
        </span>
      ),
    },
    { id: 'slug', header: n.slug, cell: ({ tenant }) => tenant.slug ?? '–' },
    {
      id: 'id',
      header: 'UUID',
      cell: ({ tenant }) => <span className="font-mono text-xs">{tenant.id}</span>,
    },
    count('devices'),
    count('configs'),
    count('users'),
    count('tokens'),
    ...(onDelete
      ? [
          {
            id: 'actions',
            header: a.actions,
            align: 'right' as const,
            cell: ({ tenant }: Row) =>
              tenant.parent === null ? null : (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={n.deleteName(tenant.name)}
                  onClick={() => onDelete(tenant)}
                >
                  <Trash2 aria-hidden />
                </Button>
              ),
          },
        ]
      : []),
  ];
}

export function TenantsTab() {
  const a = useMessages().access;
  const n = a.tenants;
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const tenants = useQuery(tenantsOptions());
  const rows = useMemo(() => (tenants.data ? tenantTree(tenants.data) : undefined), [tenants.data]);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<TenantView | null>(null);
  const remove = useAccessChange(
    (id: string) => api<undefined>(`/tenants/${id}`, { method: 'DELETE' }),
    () => {
      setAsked(null);
      toast.success(n.deleted);
    },
  );
  const columns = useMemo(() => columnsOf(a, mayChange ? setAsked : null), [a, mayChange]);
  return (
    <div className="space-y-3">
      {mayChange ? (
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {n.add}
        </Button>
      ) : null}
      <DataTable
        label={a.tabs.tenants}
        columns={columns}
        rows={rows}
        rowId={({ tenant }) => tenant.id}
        rowName={({ tenant }) => tenant.name}
        error={tenants.error ? errorText(tenants.error) : null}
        onRetry={() => void tenants.refetch()}
        empty={<EmptyState icon={Building2} title={n.none} />}
      />
      <AddTenantDialog open={adding} onOpenChange={setAdding} />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={n.deleteTitle(asked?.name ?? '')}
        confirm={a.users.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked.id)}
      >
        <p>{n.deleteText}</p>
      </ConfirmDialog>
    </div>
  );
}
