'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Page } from '@/components/shell/page';
import { useMayChange } from '@/components/shell/shell-user';
import { Button } from '@/components/ui/button';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { webhooksOptions } from '@/lib/client/interface-queries';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { WebhookView } from '@/lib/domain/webhooks/views';
import { SecretDialog } from './secret-dialog';
import { WebhookDialog } from './webhook-form';
import { WebhookSheet } from './webhook-sheet';
import { WebhookState } from './webhook-state';

function columnsOf(t: Messages): DataColumn<WebhookView>[] {
  const w = t.webhooks;
  return [
    {
      id: 'name',
      header: w.column.name,
      cell: (row) => <span className="font-medium text-strong">{row.name}</span>,
    },
    {
      id: 'url',
      header: w.column.url,
      cell: (row) => (
        <span className="inline-block max-w-md truncate align-bottom font-mono text-xs" title={row.url}>
          {row.url}
        </span>
      ),
    },
    { id: 'state', header: w.column.state, cell: (row) => <WebhookState webhook={row} /> },
    { id: 'day', header: w.column.day, cell: (row) => w.dayCount(row.delivered, row.failed) },
    {
      id: 'last',
      header: w.column.last,
      cell: (row) =>
        row.lastEventAt ? <RelativeTime at={row.lastEventAt} className="text-muted" /> : t.common.never,
    },
  ];
}

export function WebhooksView() {
  const t = useMessages();
  const w = t.webhooks;
  const mayChange = useMayChange();
  const errorText = useErrorText();
  const list = useQuery(webhooksOptions());
  const columns = useMemo(() => columnsOf(t), [t]);
  const [shownId, setShownId] = useState<string | null>(null);
  const [form, setForm] = useState<{ webhook: WebhookView | null } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const shown = list.data?.find(({ id }) => id === shownId) ?? null;
  const add = mayChange ? (
    <Button variant="primary" onClick={() => setForm({ webhook: null })}>
      <Plus aria-hidden />
      {w.add}
    </Button>
  ) : null;
  return (
    <Page fill title={w.title} description={w.text} actions={add}>
      <DataTable
        className="min-h-96 flex-1"
        label={w.title}
        columns={columns}
        rows={list.data}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={(row) => setShownId(row.id)}
        card={(row) => (
          <button
            type="button"
            onClick={() => setShownId(row.id)}
            className="block w-full px-4 py-3 text-left hover:bg-hover"
          >
            <span className="flex items-center justify-between gap-3">
              <span className="truncate font-medium text-strong">{row.name}</span>
              <WebhookState webhook={row} />
            </span>
            <span className="mt-1 block truncate font-mono text-xs text-muted">{row.url}</span>
          </button>
        )}
        error={list.error ? errorText(list.error) : null}
        onRetry={() => void list.refetch()}
        empty={<EmptyState icon={Webhook} title={w.empty} description={w.emptyText} action={add} />}
      />
      <WebhookSheet
        webhook={form || secret ? null : shown}
        onClose={() => setShownId(null)}
        onEdit={() => setForm({ webhook: shown })}
        onSecret={setSecret}
      />
      <WebhookDialog
        webhook={form?.webhook ?? null}
        open={form !== null}
        onOpenChange={(open) => !open && setForm(null)}
        onCreated={(created) => {
          setShownId(created.id);
          setSecret(created.secret);
        }}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Page>
  );
}
