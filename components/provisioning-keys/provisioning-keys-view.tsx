'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Page } from '@/components/shell/page';
import { useShellUser } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { DataColumn } from '@/components/ui/data-table/columns';
import { DataTable } from '@/components/ui/data-table/data-table';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import { provisioningKeysOptions } from '@/lib/client/queries';
import type { ProvisioningKeyView, RevealedKey } from '@/lib/domain/settings/provisioning-keys';
import { ChangeKeyDialog } from './change-key-dialog';
import { ShownKeyDialog } from './shown-key-dialog';

interface Actions {
  /** Null: the person may not. */
  change: ((row: ProvisioningKeyView) => void) | null;
  show: ((row: ProvisioningKeyView) => void) | null;
}

export function ProvisioningKeysView() {
  const t = useMessages();
  const k = t.provisioningKeys;
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [changing, setChanging] = useState<ProvisioningKeyView | null>(null);
  const [shown, setShown] = useState<{ name: string; key: RevealedKey } | null>(null);
  const { data, error, refetch } = useQuery(provisioningKeysOptions());
  useHotkeys({ '/': () => search.current?.focus() });
  const reveal = useMutation({
    mutationFn: ({ tenant }: ProvisioningKeyView) =>
      api<RevealedKey>(`/provisioning-keys/${tenant}/reveal`, { method: 'POST' }),
    onSuccess: (key, { name }) => setShown({ name, key }),
    onError: (cause) => toast.error(errorText(cause).title),
  });
  const isAdministrator = useShellUser().role === 'administrator';
  const mayShow = useShellUser().role !== 'viewer';
  const { mutate } = reveal;
  const actions = useMemo(
    (): Actions => ({ change: isAdministrator ? setChanging : null, show: mayShow ? mutate : null }),
    [isAdministrator, mayShow, mutate],
  );
  const columns = useMemo(() => columnsOf(t, actions), [t, actions]);
  const rows = useMemo(() => data?.tenants.filter((row) => matches(row, text)), [data, text]);
  const missing = data?.tenants.filter((row) => !row.set && row.devices > 0).length ?? 0;
  return (
    <Page fill title={k.title} description={k.text}>
      {data && !data.enabled ? <Banner title={k.off}>{k.offText}</Banner> : null}
      {data?.enabled && missing > 0 ? (
        <Banner tone="warn" title={k.missing(missing)}>
          {k.missingText}
        </Banner>
      ) : null}
      <SearchInput
        className="w-full sm:w-80"
        inputRef={search}
        value={text}
        onChange={setText}
        label={k.search}
        placeholder={k.search}
        shortcut="/"
      />
      <DataTable
        className="min-h-72 flex-1"
        label={k.title}
        columns={columns}
        rows={rows}
        rowId={(row) => row.tenant}
        rowName={(row) => row.name}
        card={(row) => (
          <div className="space-y-2 px-4 py-3">
            <div className="flex items-center justify-between gap-3">
              <Tenant row={row} />
              <KeyState row={row} />
            </div>
            <RowActions row={row} actions={actions} />
          </div>
        )}
        error={error ? errorText(error) : null}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={SearchX} title={k.noMatch} />}
      />
      <ChangeKeyDialog
        row={changing}
        onClose={() => setChanging(null)}
        onChanged={(key) => {
          if (key && changing) setShown({ name: changing.name, key });
          toast.success(key ? k.saved : k.removed);
          setChanging(null);
          void refetch();
        }}
      />
      <ShownKeyDialog shown={shown} onClose={() => setShown(null)} />
    </Page>
  );
}

function matches(row: ProvisioningKeyView, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => row.name.toLowerCase().includes(word) || row.tenant.includes(word));
}

function columnsOf(t: Messages, actions: Actions): DataColumn<ProvisioningKeyView>[] {
  const c = t.provisioningKeys.column;
  return [
    { id: 'tenant', header: c.tenant, cell: (row) => <Tenant row={row} /> },
    { id: 'key', header: c.key, cell: (row) => <KeyState row={row} /> },
    { id: 'phones', header: c.phones, align: 'right', cell: (row) => row.devices },
    { id: 'actions', header: c.actions, cell: (row) => <RowActions row={row} actions={actions} /> },
  ];
}

function Tenant({ row }: { row: ProvisioningKeyView }) {
  const k = useMessages().provisioningKeys;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate font-medium text-strong" title={row.tenant}>
        {row.name}
      </span>
      {row.master ? <Badge>{k.master}</Badge> : null}
    </span>
  );
}

function KeyState({ row }: { row: ProvisioningKeyView }) {
  const k = useMessages().provisioningKeys;
  return (
    <Badge tone={row.set ? 'ok' : 'neutral'} dot>
      {row.set ? k.set : k.none}
    </Badge>
  );
}

function RowActions({ row, actions }: { row: ProvisioningKeyView; actions: Actions }) {
  const k = useMessages().provisioningKeys;
  const { change, show } = actions;
  return (
    <span className="flex flex-wrap gap-2">
      {change ? (
        <Button
          size="sm"
          aria-label={row.set ? k.changeFor(row.name) : k.createFor(row.name)}
          onClick={() => change(row)}
        >
          {row.set ? k.change : k.create}
        </Button>
      ) : null}
      {show && row.set ? (
        <Button size="sm" variant="ghost" aria-label={k.showFor(row.name)} onClick={() => show(row)}>
          {k.show}
        </Button>
      ) : null}
    </span>
  );
}
