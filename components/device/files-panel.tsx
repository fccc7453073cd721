'use client';
import { useQuery } from '@tanstack/react-query';
import { FileText, FileWarning, LockKeyhole, WrapText } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { Tooltip } from '@/components/ui/tooltip';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { useMessages } from '@/lib/client/locale';
import { deviceFilesOptions } from '@/lib/client/queries';
import { REDACTED } from '@/lib/domain/configs/secret-paths';
import type { DeviceFiles, PhoneFileView } from '@/lib/domain/console/device-detail';
import { RevealButton, useReveal } from './reveal';

const CodeViewer = dynamic(() => import('@/components/ui/code-viewer').then((module) => module.CodeViewer), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-40" />,
});

export function FilesPanel({ deviceId }: { deviceId: string }) {
  const t = useMessages();
  const f = t.device.files;
  const errorText = useErrorText();
  const { revealed } = useReveal();
  const { data: masked, error, refetch } = useQuery(deviceFilesOptions(deviceId));
  const data: DeviceFiles | undefined = revealed?.files ?? masked;
  if (error && !data) {
    return (
      <ErrorState
        title={t.errors.title}
        description={errorText(error).title}
        action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-96 rounded-xl" />;
  if (data.state === 'none') {
    const why = { no_plugin: f.noPlugin, unknown_plugin: f.unknownPlugin, no_config: f.noConfig }[
      data.reason
    ];
    return (
      <Card bodyClassName="p-0">
        <EmptyState icon={FileText} title={f.none} description={why} />
      </Card>
    );
  }
  if (data.state === 'error') {
    return (
      <Card bodyClassName="p-0">
        <EmptyState
          icon={FileWarning}
          tone="bad"
          title={f.failed}
          description={`${data.message} ${data.template ? t.device.problem.at(data.template, data.line) : ''}`}
        />
      </Card>
    );
  }
  return <Files files={data.files} masked={data.masked} />;
}

function Files({ files, masked }: { files: PhoneFileView[]; masked: boolean }) {
  const t = useMessages();
  const f = t.device.files;
  const format = useFormat();
  const [chosen, setChosen] = useState('');
  const [wrap, setWrap] = useState(false);
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  if (!file) return null;
  return (
    <div className="grid gap-4 lg:grid-cols-[18rem_1fr]">
      <Card title={f.title} bodyClassName="p-1.5" className="self-start">
        <ul aria-label={f.list}>
          {files.map((each) => (
            <li key={each.path}>
              <button
                type="button"
                aria-current={each === file || undefined}
                onClick={() => setChosen(each.path)}
                className={cn(
                  'flex w-full items-start gap-2 rounded-md px-2.5 py-1.5 text-left text-sm transition-colors',
                  each === file ? 'bg-accent-soft text-accent-text' : 'text-normal hover:bg-hover',
                )}
              >
                {each.sensitive ? (
                  <LockKeyhole aria-label={f.sensitive} className="mt-0.5 size-3.5 shrink-0" />
                ) : (
                  <FileText aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                )}
                <span className="min-w-0 flex-1">
                  <span className="block font-mono text-xs break-all">{each.path}</span>
                  <span className={cn('text-2xs', each === file ? 'text-accent-text' : 'text-muted')}>
                    {format.bytes(each.bytes)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Card>
      <Card
        bodyClassName="p-0"
        title={<span className="font-mono text-xs">{file.path}</span>}
        description={
          <>
            {f.meta(file.contentType.split(';')[0] ?? '', file.encoding)}
            {file.alsoServedAs.length > 0 ? ` · ${f.alsoServedAs} ${file.alsoServedAs.join(', ')}` : ''}
          </>
        }
        actions={
          <>
            <RevealButton />
            <Tooltip text={t.code.wrap}>
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={t.code.wrap}
                aria-pressed={wrap}
                onClick={() => setWrap(!wrap)}
                className={cn(wrap && 'bg-accent-soft text-accent-text')}
              >
                <WrapText aria-hidden />
              </Button>
            </Tooltip>
            <CopyButton text={file.contents} what={file.path} />
          </>
        }
      >
        <CodeViewer
          key={file.path}
          className="h-[min(70dvh,48rem)] min-h-72"
          text={file.contents}
          language={file.language}
          name={file.path}
          wrap={wrap}
          {...(masked ? { mask: REDACTED } : {})}
        />
      </Card>
    </div>
  );
}
