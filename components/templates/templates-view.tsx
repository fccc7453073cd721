'use client';
import { useQuery } from '@tanstack/react-query';
import { FilePlus2, FileText } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Page } from '@/components/shell/page';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { templateLinesOptions } from '@/lib/client/template-queries';
import { templateName, type TemplateLineView } from '@/lib/domain/console/templates';
import { TemplateEditor } from './template-editor';

export function TemplatesView() {
  const t = useMessages();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(templateLinesOptions());
  return (
    <Page title={t.templates.title} description={t.templates.text}>
      {data ? (
        <Browser lines={data} />
      ) : error ? (
        <ErrorState
          title={t.errors.title}
          description={errorText(error).title}
          action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
        />
      ) : (
        <Skeleton className="h-96 rounded-xl" />
      )}
    </Page>
  );
}

/** Which template is open lives in the address, so that a link leads to it. */
function usePlace(): { line: string; name: string; open: (line: string, name?: string) => void } {
  const pathname = usePathname();
  const params = useSearchParams();
  return {
    line: params.get('line') ?? '',
    name: params.get('name') ?? '',
    open: (line, name) =>
      window.history.pushState(
        null,
        '',
        `${pathname}?${new URLSearchParams(name ? { line, name } : { line })}`,
      ),
  };
}

function Browser({ lines }: { lines: TemplateLineView[] }) {
  const t = useMessages().templates;
  const place = usePlace();
  // Without one in the address the line that has templates of one's own, else the first.
  const line =
    lines.find(({ id }) => id === place.line) ?? lines.find(({ custom }) => custom.length > 0) ?? lines[0];
  if (!line) return <EmptyState icon={FileText} title={t.noOwn} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="space-y-4">
        <Field label={t.line}>
          <Select
            value={line.id}
            onValueChange={(id) => place.open(id)}
            options={lines.map(({ id, custom }) => ({
              value: id,
              label: custom.length > 0 ? `${id} (${t.ownCount(custom.length)})` : id,
            }))}
          />
        </Field>
        <Names line={line} current={place.name} onOpen={(name) => place.open(line.id, name)} />
      </div>
      {place.name === '' ? (
        <EmptyState icon={FileText} title={t.choose} description={t.chooseText} />
      ) : (
        <TemplateEditor key={`${line.id}/${place.name}`} line={line.id} name={place.name} />
      )}
    </div>
  );
}

interface NamesProps {
  line: TemplateLineView;
  current: string;
  onOpen: (name: string) => void;
}

function Names({ line, current, onOpen }: NamesProps) {
  const t = useMessages().templates;
  const mayChange = useMayChange();
  const own = line.custom.map(({ name }) => name);
  const rest = line.bundled.filter((name) => !own.includes(name));
  return (
    <>
      <Card title={t.own} bodyClassName="p-1.5">
        {own.length === 0 ? <p className="px-2.5 py-2 text-sm text-muted">{t.noOwn}</p> : null}
        <List names={own} current={current} onOpen={onOpen} own />
        {mayChange ? <NewTemplate onOpen={onOpen} /> : null}
      </Card>
      <Card title={t.bundled} bodyClassName="p-1.5">
        <List names={rest} current={current} onOpen={onOpen} />
      </Card>
    </>
  );
}

function List({
  names,
  current,
  onOpen,
  own = false,
}: {
  names: string[];
  current: string;
  onOpen: (name: string) => void;
  own?: boolean;
}) {
  const t = useMessages().templates;
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-current={name === current ? 'true' : undefined}
            onClick={() => onOpen(name)}
            className={cn(
              'flex w-full items-center justify-between gap-2 rounded-md px-2.5 py-1.5 text-left font-mono text-xs hover:bg-hover',
              name === current ? 'bg-hover font-semibold text-strong' : 'text-normal',
            )}
          >
            <span className="min-w-0 break-all">{name}</span>
            {own ? <Badge tone="accent">{t.own}</Badge> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NewTemplate({ onOpen }: { onOpen: (name: string) => void }) {
  const t = useMessages().templates;
  const [name, setName] = useState('');
  const [bad, setBad] = useState(false);
  return (
    <form
      noValidate
      className="mt-1 space-y-2 border-t border-line p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = templateName.safeParse(name.trim());
        setBad(!parsed.success);
        if (!parsed.success) return;
        setName('');
        onOpen(parsed.data);
      }}
    >
      <Field label={t.add} hint={t.nameHint} error={bad ? t.badName : undefined}>
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder="base.tpl"
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-xs"
        />
      </Field>
      <Button type="submit" size="sm">
        <FilePlus2 aria-hidden />
        {t.open}
      </Button>
    </form>
  );
}
