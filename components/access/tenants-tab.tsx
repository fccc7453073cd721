'use client';
import { useQuery } from '@tanstack/react-query';
import { Building2, Pencil, Plus, Trash2 } from 'lucide-react';
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
import { RenameTenantDialog } from './rename-tenant-dialog';
import { tenantTree } from './tenant-tree';
import { useAccessChange } from './use-access-change';

interface Row {
  tenant: TenantView;
  depth: number;
}

type Asked = { what: 'rename' | 'delete'; tenant: TenantView };

function columnsOf(a: Messages['access'], onAsk: ((asked: Asked) => void) | null): DataColumn<Row>[] {
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
    ...(onAsk
      ? [
          {
            id: 'actions',
            header: a.actions,
            align: 'right' as const,
            cell: ({ tenant }: Row) => <TenantActions tenant={tenant} onAsk={onAsk} />,
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
  const [asked, setAsked] = useState<Asked | null>(null);
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
      <RenameTenantDialog
        key={asked?.tenant.id}
        tenant={asked?.what === 'rename' ? asked.tenant : null}
        onClose={() => setAsked(null)}
      />
      <ConfirmDialog
        open={asked?.what === 'delete'}
        onOpenChange={() => setAsked(null)}
        title={n.deleteTitle(asked?.tenant.name ?? '')}
        confirm={a.users.delete}
        danger
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked.tenant.id)}
      >
        <p>{n.deleteText}</p>
      </ConfirmDialog>
    </div>
  );
}

function TenantActions({ tenant, onAsk }: { tenant: TenantView; onAsk: (asked: Asked) => void }) {
  const n = useMessages().access.tenants;
  return (
    <div className="flex justify-end gap-1">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={n.renameName(tenant.name)}
        onClick={() => onAsk({ what: 'rename', tenant })}
      >
        <Pencil aria-hidden />
      </Button>
      {/* The own tenant, at the top, may be renamed but stays. */}
      {tenant.parent === null ? null : (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={n.deleteName(tenant.name)}
          onClick={() => onAsk({ what: 'delete', tenant })}
        >
          <Trash2 aria-hidden />
        </Button>
      )}
    </div>
  );
}
