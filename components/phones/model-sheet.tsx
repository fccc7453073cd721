'use client';
import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/card';
import { Sheet } from '@/components/ui/sheet';
import { ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useLocale, useMessages } from '@/lib/client/locale';
import { catalogueModelOptions } from '@/lib/client/queries';
import type { CatalogueDetail } from '@/lib/domain/console/catalogue';

interface ModelSheetProps {
  shown: [family: string, model: string] | null;
  onClose: () => void;
}

/** Everything that is known of one model: capabilities, lines, files, and which phones of the fleet it is. */
export function ModelSheet({ shown, onClose }: ModelSheetProps) {
  return (
    <Sheet
      open={shown !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={shown?.[1] ?? ''}
      className="w-[min(40rem,100vw)]"
    >
      {shown ? <Loaded family={shown[0]} model={shown[1]} /> : null}
    </Sheet>
  );
}

function Loaded({ family, model }: { family: string; model: string }) {
  const t = useMessages();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(catalogueModelOptions(family, model));
  if (data) return <Detail model={data} />;
  if (!error) return <Skeleton className="m-4 h-72" />;
  return (
    <ErrorState
      title={t.errors.title}
      description={errorText(error).title}
      action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
    />
  );
}

function Detail({ model }: { model: CatalogueDetail }) {
  const t = useMessages();
  const d = t.phones.detail;
  const c = t.phones.column;
  const locale = useLocale();
  const can = model.capabilities;
  const inList = new URLSearchParams([
    ['vendor', model.vendor],
    ...model.names.map((name) => ['model', name]),
  ]).toString();
  return (
    <div className="divide-y divide-line text-sm">
      <div className="space-y-3 p-4">
        <p className="text-muted">{model.description[locale] ?? model.description.en}</p>
        <Facts>
          <Fact name={c.vendor}>{model.vendor}</Fact>
          {model.aliases.length > 0 ? <Fact name={d.aliases}>{model.aliases.join(', ')}</Fact> : null}
          <Fact name={c.type}>{can.type ? t.plugins.types[can.type] : '–'}</Fact>
          <Fact name={d.protocol}>{can.protocol?.toUpperCase() ?? '–'}</Fact>
          <Fact name={c.lines}>{can.lines ?? '–'}</Fact>
          <Fact name={c.keys}>{can.function_keys ?? '–'}</Fact>
          <Fact name={d.expansion}>{can.expansion_modules ?? '–'}</Fact>
          <Fact name={c.devices}>{d.inFleet(model.devices)}</Fact>
        </Facts>
        {model.devices > 0 ? (
          <Button asChild size="sm">
            <Link href={`/devices?${inList}`}>{d.showDevices}</Link>
          </Button>
        ) : null}
      </div>
      <Part title={d.features}>
        {model.features.length > 0 ? (
          <ul className="flex flex-wrap gap-1.5">
            {model.features.map((feature) => (
              <li key={feature}>
                <Badge>{t.phones.features[feature]}</Badge>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">{d.noFeatures}</p>
        )}
      </Part>
      <Part title={d.firmwareLines}>
        <ul className="space-y-1.5">
          {model.lines.map((line, index) => (
            <li key={line.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-mono text-xs text-strong">{line.id}</span>
              <span className="font-mono text-xs text-muted">{line.firmware ?? line.version}</span>
              {line.protocols.map((protocol) => (
                <Badge key={protocol}>{protocol.toUpperCase()}</Badge>
              ))}
              {index === 0 && model.lines.length > 1 ? <Badge tone="accent">{d.preferred}</Badge> : null}
            </li>
          ))}
        </ul>
      </Part>
      {model.files.map(({ line, files }) => (
        <Part key={line} title={model.files.length > 1 ? d.filesOf(line) : d.files}>
          <ul className="space-y-1 font-mono text-xs">
            {files.map((file) => (
              <li key={`${file.path} ${file.common}`} className="flex flex-wrap items-center gap-1.5">
                <span className="break-all text-strong">{file.path}</span>
                <span className="text-muted">{file.format}</span>
                {file.sensitive ? (
                  <LockKeyhole
                    role="img"
                    aria-label={t.device.files.sensitive}
                    className="size-3 shrink-0 text-muted"
                  />
                ) : null}
                {file.common ? <Badge>{d.common}</Badge> : null}
              </li>
            ))}
          </ul>
        </Part>
      ))}
      <Part title={d.sources}>
        <ul className="list-disc space-y-1 pl-4 text-muted">
          {model.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
        {model.url ? (
          <a
            href={model.url}
            rel="noreferrer"
            target="_blank"
            className="mt-2 inline-block text-accent-text underline"
          >
            {d.website}
          </a>
        ) : null}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="p-4">
      <h2 className="mb-2 text-sm font-semibold text-strong">{title}</h2>
      {children}
    </section>
  );
}
