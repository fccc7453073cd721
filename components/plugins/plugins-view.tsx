'use client';
import { useQuery } from '@tanstack/react-query';
import { Blocks, ChevronRight, LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useRef, useState } from 'react';
import { Page } from '@/components/shell/page';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { useLocale, useMessages } from '@/lib/client/locale';
import { pluginsOptions } from '@/lib/client/queries';
import type { PluginFamilyView, PluginLineView } from '@/lib/domain/console/plugins';

export function PluginsView() {
  const t = useMessages();
  const p = t.plugins;
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { data, error, refetch } = useQuery(pluginsOptions());
  const families = useMemo(() => (data ? matching(data, text) : undefined), [data, text]);
  useHotkeys({ '/': () => search.current?.focus() });
  return (
    <Page title={p.title} description={p.text}>
      <SearchInput
        className="w-full sm:w-80"
        inputRef={search}
        value={text}
        onChange={setText}
        label={p.search}
        placeholder={p.search}
        shortcut="/"
      />
      {error && !data ? (
        <ErrorState
          title={t.errors.title}
          description={errorText(error).title}
          action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
        />
      ) : !families ? (
        <div aria-busy className="space-y-3">
          {Array.from({ length: 6 }, (_, i) => (
            <Skeleton key={i} className="h-24 rounded-xl" />
          ))}
        </div>
      ) : families.length === 0 ? (
        <EmptyState
          icon={Blocks}
          title={text === '' ? p.none : p.noMatch}
          description={text === '' ? p.noneText : undefined}
        />
      ) : (
        <ul className="space-y-3">
          {families.map((family) => (
            <li key={family.family}>
              <Family family={family} open={text !== ''} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** Families with the lines and models that match every word; a word that names the family or line matches all of it. */
function matching(families: PluginFamilyView[], text: string): PluginFamilyView[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return families;
  const has = (haystack: string, word: string): boolean => haystack.toLowerCase().includes(word);
  return families.flatMap((family) => {
    const lines = family.lines.flatMap((line) => {
      const outer = [family.vendor, family.family, line.id, ...line.aliases].join(' ');
      const left = words.filter((word) => !has(outer, word));
      const models = line.models.filter((model) => left.every((word) => has(model.name, word)));
      return models.length > 0 || (left.length === 0 && line.models.length === 0)
        ? [{ ...line, models }]
        : [];
    });
    return lines.length > 0 ? [{ ...family, lines }] : [];
  });
}

function Family({ family, open }: { family: PluginFamilyView; open: boolean }) {
  const t = useMessages();
  const p = t.plugins;
  const locale = useLocale();
  return (
    <section className="rounded-xl border border-line bg-surface shadow-card">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
        <div className="min-w-0">
          <h2 className="flex items-baseline gap-2 font-semibold">
            {family.vendor}
            <span className="font-mono text-xs font-normal text-muted">{family.family}</span>
          </h2>
          <p className="text-sm text-muted">{family.description[locale] ?? family.description.en}</p>
        </div>
        <p className="flex flex-wrap gap-1.5">
          <Badge>{p.lines(family.lines.length)}</Badge>
          <Badge>{p.models(family.models)}</Badge>
          <Badge tone={family.devices > 0 ? 'accent' : 'neutral'}>{p.inUse(family.devices)}</Badge>
        </p>
      </header>
      {family.problem ? (
        <Banner tone="bad" title={p.broken} className="m-4 mt-0">
          {family.problem}
        </Banner>
      ) : null}
      <ul className="divide-y divide-line border-t border-line">
        {family.lines.map((line) => (
          <li key={line.id}>
            <Line line={line} open={open} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ line, open }: { line: PluginLineView; open: boolean }) {
  const t = useMessages();
  const p = t.plugins;
  const locale = useLocale();
  const shownInList = new URLSearchParams(line.names.map((name) => ['plugin', name])).toString();
  return (
    <details key={String(open)} open={open} className="group">
      <summary className="flex cursor-pointer list-none items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
        <span className="font-mono text-xs font-medium text-strong">{line.id}</span>
        <span className="hidden min-w-0 flex-1 truncate text-muted sm:block">
          {line.description[locale] ?? line.description.en}
        </span>
        <span className="flex flex-1 justify-end gap-1.5 sm:flex-none">
          {line.protocols.map((protocol) => (
            <Badge key={protocol} className="hidden sm:inline-flex">
              {protocol.toUpperCase()}
            </Badge>
          ))}
          <Badge tone={line.devices > 0 ? 'accent' : 'neutral'}>{p.inUse(line.devices)}</Badge>
        </span>
      </summary>
      <div className="space-y-4 border-t border-line bg-canvas/50 px-4 py-4 pl-11 text-sm">
        {line.devices > 0 ? (
          <Button asChild size="sm">
            <Link href={`/devices?${shownInList}`}>{p.showDevices}</Link>
          </Button>
        ) : null}
        <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="w-full text-sm">
            <caption className="sr-only">{line.id}</caption>
            <thead>
              <tr className="h-8 bg-sunken text-left text-xs text-muted">
                <th scope="col" className="px-3 font-medium">
                  {p.model}
                </th>
                <th scope="col" className="px-3 font-medium">
                  {p.type}
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  {p.sipLines}
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  {p.keys}
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  {p.modules}
                </th>
                <th scope="col" className="px-3 font-medium">
                  {p.firmware}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line/70">
              {line.models.map(({ name, firmware, capabilities: can }) => (
                <tr key={name} className="h-8">
                  <th scope="row" className="px-3 text-left font-medium text-strong">
                    {name}
                  </th>
                  <td className="px-3 text-muted">{can.type ? p.types[can.type] : '–'}</td>
                  <td className="px-3 text-right tabular-nums">{can.lines ?? '–'}</td>
                  <td className="px-3 text-right tabular-nums">{can.function_keys ?? '–'}</td>
                  <td className="px-3 text-right tabular-nums">{can.expansion_modules ?? '–'}</td>
                  <td className="px-3 font-mono text-xs text-muted">{firmware ?? line.firmware ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <div>
            <h3 className="mb-1 text-xs font-medium text-muted">{p.files}</h3>
            <ul className="space-y-0.5 font-mono text-xs">
              {line.files.map((file) => (
                <li key={file.path} className="flex items-center gap-1.5 break-all">
                  {file.path}
                  {file.sensitive ? (
                    <LockKeyhole aria-label={t.device.files.sensitive} className="size-3 text-muted" />
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
          {line.aliases.length > 0 ? (
            <div>
              <h3 className="mb-1 text-xs font-medium text-muted">{p.aliases}</h3>
              <p className="font-mono text-xs break-words">{line.aliases.join(', ')}</p>
            </div>
          ) : null}
        </div>
      </div>
    </details>
  );
}
