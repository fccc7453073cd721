'use client';
import { useQuery } from '@tanstack/react-query';
import { Ear } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { Page } from '@/components/shell/page';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { learnListOptions } from '@/lib/client/learn-queries';
import { useMessages } from '@/lib/client/locale';
import { LearnDetailView } from './learn-detail';
import { StartForm } from './start-form';

/** Watching sources, and what was learned of each; the open one is in the address. */
export function LearnView() {
  const t = useMessages();
  const l = t.learn;
  const pathname = usePathname();
  const params = useSearchParams();
  const mayChange = useMayChange();
  const shown = params.get('session');
  const show = (id: string | null): void =>
    window.history.pushState(
      null,
      '',
      id === null ? pathname : `${pathname}?${new URLSearchParams({ session: id })}`,
    );
  return (
    <Page title={l.title} description={l.text}>
      {shown === null ? (
        <>
          {mayChange ? <StartForm source={params.get('source') ?? ''} onStarted={show} /> : null}
          <Sessions onOpen={show} />
        </>
      ) : (
        <LearnDetailView key={shown} id={shown} onBack={() => show(null)} />
      )}
    </Page>
  );
}

function Sessions({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useMessages();
  const l = t.learn;
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(learnListOptions());
  if (error && !data) {
    return (
      <ErrorState
        title={t.errors.title}
        description={errorText(error).title}
        action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-40 rounded-xl" />;
  return (
    <Card title={l.sessions} bodyClassName="p-0">
      {data.length === 0 ? (
        <EmptyState icon={Ear} title={l.none} description={l.noneText} />
      ) : (
        <ul className="divide-y divide-line">
          {data.map((session) => {
            const source = session.ip ?? session.macPrefix ?? '';
            return (
              <li key={session.id}>
                <button
                  type="button"
                  aria-label={l.open(source)}
                  onClick={() => onOpen(session.id)}
                  className="flex w-full flex-wrap items-center justify-between gap-3 px-4 py-2.5 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="font-mono text-xs text-strong">{source}</span>
                  <span className="flex items-center gap-3 text-xs text-muted">
                    <RelativeTime at={session.startedAt} />
                    <Badge tone={session.running ? 'info' : 'neutral'} dot={session.running}>
                      {session.running ? l.running : l.ended}
                    </Badge>
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
