'use client';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState, Skeleton } from '@/components/ui/state';
import { Tabs, TabPanel } from '@/components/ui/tabs';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { dhcpOptions } from '@/lib/client/queries';
import { DHCP_SERVERS, type DhcpSnippet } from '@/lib/domain/console/dhcp';

const CodeViewer = dynamic(() => import('@/components/ui/code-viewer').then((module) => module.CodeViewer), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-40" />,
});

type Server = DhcpSnippet['server'];

export function DhcpView() {
  const t = useMessages();
  const d = t.dhcp;
  const [server, setServer] = useState<Server>('isc');
  return (
    <Page title={d.title} description={d.text}>
      <Tabs
        label={d.server}
        value={server}
        onValueChange={(value) => setServer(DHCP_SERVERS.find((each) => each === value) ?? 'isc')}
        tabs={DHCP_SERVERS.map((value) => ({ value, label: d[value] }))}
      >
        <TabPanel value={server}>
          <Snippet server={server} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}

function Snippet({ server }: { server: Server }) {
  const t = useMessages();
  const d = t.dhcp;
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(dhcpOptions(server));
  if (error && !data) {
    return (
      <ErrorState
        title={d.failed}
        description={[errorText(error).title, errorText(error).detail].join(' ')}
        action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-96 rounded-xl" />;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[1fr_22rem]">
      <Card
        title={d[server]}
        description={`${d.publicUrl}: ${data.publicUrl}`}
        bodyClassName="p-0"
        actions={<CopyButton text={data.text} label={d.copy} variant="primary" />}
      >
        <CodeViewer
          className="h-[min(65dvh,44rem)]"
          text={data.text}
          language={server === 'kea' ? 'json' : 'ini'}
          name={d[server]}
        />
      </Card>
      <Card title={d.stepsTitle}>
        <ol className="space-y-3 text-sm">
          {d.steps[server].map((step, i) => (
            <li key={step} className="flex gap-3">
              <span
                aria-hidden
                className="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text"
              >
                {i + 1}
              </span>
              <Step text={step} />
            </li>
          ))}
        </ol>
        <details className="group mt-4 border-t border-line pt-3 text-sm">
          <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded font-medium text-strong [&::-webkit-details-marker]:hidden">
            <ChevronDown
              aria-hidden
              className="size-4 -rotate-90 text-muted transition-transform group-open:rotate-0"
            />
            {d.leases}
          </summary>
          <div className="mt-2 space-y-2 text-muted">
            <p>{d.leasesText}</p>
            <code className="block rounded-md bg-sunken px-2 py-1.5 font-mono text-xs break-all text-strong">
              offhook dhcp-snippet {server} --script &gt; {data.hookPath}
            </code>
          </div>
        </details>
      </Card>
    </div>
  );
}

/** What follows a colon is to be typed. */
function Step({ text }: { text: string }) {
  const [what, command] = text.split(/\s?: /, 2);
  if (command === undefined) return <span>{text}</span>;
  return (
    <span className="min-w-0">
      {what}
      <code className="mt-1 block rounded-md bg-sunken px-2 py-1 font-mono text-xs break-all text-strong">
        {command}
      </code>
    </span>
  );
}
