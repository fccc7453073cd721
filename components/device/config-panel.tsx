'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, FileQuestion, Pencil, Plus, Undo2 } from 'lucide-react';
import { Fragment, useState } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { keys } from '@/lib/client/keys';
import { useMessages } from '@/lib/client/locale';
import { deviceConfigOptions } from '@/lib/client/queries';
import type { ConfigEntry, ConfigView, Origin, PatchConfig } from '@/lib/domain/console/config-view';
import type { JsonValue } from '@/lib/shared/json';
import { REDACTED } from '@/lib/domain/configs/secret-paths';
import { ConfigEntryDialog } from './config-entry-dialog';
import { ConfigWarnings } from './config-warnings';
import { RevealButton, useReveal } from './reveal';
import { SharedBanner, useSharedChoice } from './shared-choice';

export function ConfigPanel({ deviceId }: { deviceId: string }) {
  const t = useMessages();
  const errorText = useErrorText();
  const { revealed } = useReveal();
  const { data, error, refetch } = useQuery(deviceConfigOptions(deviceId));
  if (data) return <ConfigTable deviceId={deviceId} view={data} secrets={revealed?.config ?? null} />;
  if (!error) return <Skeleton className="h-96 rounded-xl" />;
  return (
    <ErrorState
      title={t.errors.title}
      description={errorText(error).title}
      action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
    />
  );
}

interface ConfigTableProps {
  deviceId: string;
  view: ConfigView;
  secrets: ConfigView | null;
}

const nameOf = (entry: ConfigEntry): string => entry.path.join('.');

export function showValue(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ConfigTable({ deviceId, view, secrets }: ConfigTableProps) {
  const t = useMessages();
  const c = t.device.config;
  const client = useQueryClient();
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const [text, setText] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const [edited, setEdited] = useState<ConfigEntry | 'new' | null>(null);
  const choice = useSharedChoice(view);
  const save = useMutation({
    mutationFn: (patch: Partial<PatchConfig>) =>
      api(`/devices/${encodeURIComponent(deviceId)}/config`, {
        method: 'PATCH',
        body: { set: [], unset: [], revision: view.revision, ...patch } satisfies PatchConfig,
      }),
    onSuccess: async (_, patch) => {
      const [gone] = patch.unset ?? [];
      toast.success(gone ? c.removed(gone.join('.')) : c.saved);
      setEdited(null);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.device(deviceId) }),
        client.invalidateQueries({ queryKey: keys.devices }),
      ]);
    },
    onError: (error) => {
      toast.error(errorText(error).title, { description: errorText(error).detail });
      void client.invalidateQueries({ queryKey: keys.deviceConfig(deviceId) });
    },
  });
  if (view.kind === 'none' || view.kind === 'missing') {
    return (
      <Card bodyClassName="p-0">
        <EmptyState icon={FileQuestion} title={c.none} description={c.noneText} />
      </Card>
    );
  }
  const clear = new Map(secrets?.entries.map((entry) => [nameOf(entry), entry]));
  const entries = view.entries.map((entry) => clear.get(nameOf(entry)) ?? entry);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = entries.filter((entry) => {
    if (onlyOwn && entry.origin.kind !== 'own') return false;
    const haystack =
      `${nameOf(entry)} ${entry.secret && !secrets ? '' : showValue(entry.value)} ${originLabel(entry.origin, c)}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const own = view.kind === 'own';
  return (
    <div className="space-y-4">
      {view.kind === 'autoprov' ? <Banner>{c.autoprovNote}</Banner> : null}
      <SharedBanner view={view} />
      <ConfigWarnings warnings={view.warnings} />
      <Chain view={view} />
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput
          className="w-full sm:w-72"
          value={text}
          onChange={setText}
          label={c.search}
          placeholder={c.search}
        />
        <label className="inline-flex items-center gap-2 text-sm">
          <Checkbox checked={onlyOwn} onCheckedChange={(checked) => setOnlyOwn(checked === true)} />
          {c.onlyOwn}
        </label>
        <span className="flex-1" />
        <RevealButton />
        {mayChange ? (
          <Button size="sm" variant="primary" onClick={() => setEdited('new')}>
            <Plus aria-hidden />
            {c.addSetting}
          </Button>
        ) : null}
      </div>
      <div className="relative overflow-x-auto rounded-xl border border-line bg-surface shadow-card">
        {shown.length === 0 ? (
          <p className="px-4 py-8 text-center text-sm text-muted">{c.noMatch}</p>
        ) : (
          <table className="w-full min-w-[42rem] text-sm">
            <caption className="sr-only">{c.title}</caption>
            <thead>
              <tr className="h-9 bg-sunken text-left text-xs text-muted">
                <th scope="col" className="px-4 font-medium">
                  {c.name}
                </th>
                <th scope="col" className="px-4 font-medium">
                  {c.value}
                </th>
                <th scope="col" className="px-4 font-medium">
                  {c.origin}
                </th>
                {mayChange ? (
                  <th scope="col" className="w-20">
                    <span className="sr-only">{t.common.edit}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody className="divide-y divide-line/70">
              {shown.map((entry) => {
                const name = nameOf(entry);
                const mine = own && entry.origin.kind === 'own';
                return (
                  <tr key={name} className="group/row hover:bg-hover/60">
                    <th
                      scope="row"
                      className={cn(
                        'px-4 py-2 text-left font-mono text-xs',
                        mine ? 'font-semibold text-strong' : 'font-normal text-normal',
                      )}
                    >
                      {name}
                    </th>
                    <td className="max-w-md px-4 py-2">
                      <Value entry={entry} hidden={entry.secret && !secrets} />
                    </td>
                    <td className="px-4 py-2 whitespace-nowrap">
                      <Badge tone={mine ? 'accent' : 'neutral'}>{originLabel(entry.origin, c)}</Badge>
                    </td>
                    {mayChange ? (
                      <td className="px-2 py-1 text-right whitespace-nowrap">
                        {mine ? (
                          <Button
                            size="icon-sm"
                            variant="ghost"
                            aria-label={c.remove(name)}
                            title={c.remove(name)}
                            onClick={() =>
                              choice.save((apply) => save.mutate({ unset: [entry.path], apply }))
                            }
                          >
                            <Undo2 aria-hidden />
                          </Button>
                        ) : null}
                        <Button
                          size="icon-sm"
                          variant="ghost"
                          aria-label={mine ? c.edit(name) : c.override(name)}
                          onClick={() => setEdited(entry)}
                        >
                          <Pencil aria-hidden />
                        </Button>
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
      <p className="text-xs text-muted" role="status">
        {c.entries(shown.length)}
      </p>
      <ConfigEntryDialog
        entry={edited}
        known={view.entries.map(nameOf)}
        busy={save.isPending}
        onClose={() => setEdited(null)}
        onSave={(path, value) => choice.save((apply) => save.mutate({ set: [{ path, value }], apply }))}
      />
      {choice.dialog}
    </div>
  );
}

function originLabel(origin: Origin, c: { own: string; base: string }): string {
  return { own: c.own, base: c.base, inherited: origin.label }[origin.kind];
}

function Value({ entry, hidden }: { entry: ConfigEntry; hidden: boolean }) {
  const t = useMessages();
  const c = t.device.config;
  const value = hidden ? REDACTED : showValue(entry.value);
  return (
    <>
      <span className={cn('font-mono text-xs break-all', hidden ? 'text-muted' : 'text-strong')}>
        {hidden ? <span className="sr-only">{t.device.secret.hidden}</span> : null}
        <span aria-hidden={hidden || undefined}>{value === '' ? '""' : value}</span>
      </span>
      {entry.inherited ? (
        <span className="block text-xs text-muted">
          {c.hides(
            hidden ? REDACTED : showValue(entry.inherited.value),
            originLabel(entry.inherited.origin, c),
          )}
        </span>
      ) : null}
    </>
  );
}

/** The configs whose values come together, the strongest first. */
function Chain({ view }: { view: ConfigView }) {
  const t = useMessages();
  const c = t.device.config;
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
      {view.chain.map((origin, i) => (
        <Fragment key={`${origin.kind}/${origin.configId ?? ''}`}>
          {i > 0 ? <ArrowRight aria-hidden className="size-3" /> : null}
          <Badge tone={origin.kind === 'own' && view.kind === 'own' ? 'accent' : 'neutral'}>
            {origin.kind === 'own' && view.kind === 'autoprov' ? origin.label : originLabel(origin, c)}
          </Badge>
        </Fragment>
      ))}
    </p>
  );
}
