'use client';
import { useQuery } from '@tanstack/react-query';
import { Download, SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { SearchInput } from '@/components/ui/search-input';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useHotkeys } from '@/lib/client/hotkeys';
import { openApiOptions } from '@/lib/client/interface-queries';
import { useMessages } from '@/lib/client/locale';
import type { ApiTag } from '@/lib/domain/api/contract';
import { matches, operationsOf } from './openapi';
import { OperationView } from './operation-view';

/** What programs can do: the OpenAPI description of this server, to read and to search. */
export function ApiView() {
  const t = useMessages();
  const p = t.programs;
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState('');
  const { data, error, refetch } = useQuery(openApiOptions());
  const operations = useMemo(() => (data ? operationsOf(data) : undefined), [data]);
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations?.filter((operation) => matches(operation, words));
  const tags = [...new Set(found?.map(({ tag }) => tag))];
  // Every tag has a name in every language; the document that came is text all the same.
  const names: Record<string, string> = p.tag satisfies Record<ApiTag, string>;
  useHotkeys({ '/': () => search.current?.focus() });
  return (
    <Page
      title={p.title}
      description={p.text}
      actions={
        <Button asChild>
          <a href="/api/openapi.json" download="offhook-openapi.json">
            <Download aria-hidden />
            {p.download}
          </a>
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput
          className="w-full sm:w-80"
          inputRef={search}
          value={wanted}
          onChange={setWanted}
          label={p.search}
          placeholder={p.search}
          shortcut="/"
        />
        <p role="status" className="text-xs text-muted">
          {found ? p.routes(found.length) : ''}
        </p>
      </div>
      {error && !data ? (
        <ErrorState
          title={t.errors.title}
          description={errorText(error).title}
          action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
        />
      ) : !data || !found ? (
        <div aria-busy className="space-y-3">
          <Skeleton className="h-40 rounded-xl" />
          <Skeleton className="h-40 rounded-xl" />
        </div>
      ) : found.length === 0 ? (
        <EmptyState icon={SearchX} title={p.none} />
      ) : (
        tags.map((tag) => (
          <section key={tag} aria-label={names[tag] ?? tag} className="space-y-2">
            <h2 className="text-sm font-semibold text-strong">{names[tag] ?? tag}</h2>
            <ul className="divide-y divide-line rounded-xl border border-line bg-surface shadow-card">
              {found
                .filter((operation) => operation.tag === tag)
                .map((operation) => (
                  <li key={operation.key}>
                    <OperationView operation={operation} document={data} />
                  </li>
                ))}
            </ul>
          </section>
        ))
      )}
    </Page>
  );
}
