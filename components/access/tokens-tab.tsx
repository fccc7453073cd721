'use client';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/state';
import { tokensOptions } from '@/lib/client/access-queries';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { TokenView } from '@/lib/domain/access/views';
import { AddTokenDialog } from './add-token-dialog';
import { SecretDialog, type Secret } from './secret-dialog';
import { useAccessChange } from './use-access-change';

const TONES = { active: 'ok', expired: 'warn', revoked: 'neutral' } as const;

function columnsOf(
  a: Messages['access'],
  onRevoke: ((token: TokenView) => void) | null,
): DataColumn<TokenView>[] {
  const k = a.tokens;
  const when = (at: string | null) => (at ? <RelativeTime at={at} /> : a.never);
  return [
    {
      id: 'name',
      header: a.name,
      cell: (row) => <span className="font-medium text-strong">{row.name}</span>,
    },
    {
      id: 'state',
      header: k.state,
      cell: (row) => (
        <Badge tone={TONES[row.state]} dot>
          {k.states[row.state]}
        </Badge>
      ),
    },
    { id: 'tenant', header: a.tenant, cell: (row) => row.tenantName },
    {
      id: 'rights',
      header: k.rights,
      cell: (row) => (
        <span
          className="inline-block max-w-sm truncate align-bottom font-mono text-xs"
          title={row.acl.join('\n')}
        >
          {row.acl.join(' ')}
        </span>
      ),
    },
    { id: 'lastUsed', header: k.lastUsed, cell: (row) => when(row.lastUsedAt) },
    { id: 'expires', header: k.expires, cell: (row) => when(row.expiresAt) },
    { id: 'created', header: k.created, cell: (row) => when(row.createdAt) },
    ...(onRevoke
      ? [
          {
            id: 'actions',
            header: a.actions,
            align: 'right' as const,
            cell: (row: TokenView) =>
              row.state === 'revoked' ? null : (
                <Button size="sm" aria-label={k.revokeName(row.name)} onClick={() => onRevoke(row)}>
                  {k.revoke}
                </Button>
              ),
          },
        ]
      : []),
  ];
}

export function TokensTab() {
  const a = useMessages().access;
  const k = a.tokens;
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const tokens = useQuery(tokensOptions());
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<TokenView | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const revoke = useAccessChange(
    (id: string) => api<TokenView>(`/tokens/${id}`, { method: 'DELETE' }),
    () => {
      setAsked(null);
      toast.success(k.revoked);
    },
  );
  const columns = useMemo(() => columnsOf(a, mayChange ? setAsked : null), [a, mayChange]);
  return (
    <div className="space-y-3">
      {mayChange ? (
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {k.add}
        </Button>
      ) : null}
      <DataTable
        label={a.tabs.tokens}
        columns={columns}
        rows={tokens.data}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        error={tokens.error ? errorText(tokens.error) : null}
        onRetry={() => void tokens.refetch()}
        empty={<EmptyState icon={KeyRound} title={k.none} description={k.noneText} />}
      />
      <AddTokenDialog
        open={adding}
        onOpenChange={setAdding}
        onMade={(made) => setSecret({ title: k.secretOf(made.name), value: made.secret })}
      />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={k.revokeTitle(asked?.name ?? '')}
        confirm={k.revoke}
        danger
        busy={revoke.isPending}
        onConfirm={() => asked && revoke.mutate(asked.id)}
      >
        <p>{k.revokeText}</p>
      </ConfirmDialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </div>
  );
}
