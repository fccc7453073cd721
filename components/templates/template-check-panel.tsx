'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { CheckTemplate, DiffLine, TemplateCheck, TemplateView } from '@/lib/domain/console/templates';

interface CheckPanelProps {
  view: TemplateView;
  /** As it is in the editor. */
  text: string;
  onBadLine: (line: number | null) => void;
}

/** Tries the text before it is saved: alone, or with a phone, whose files are shown before and after. */
export function TemplateCheckPanel({ view, text, onBadLine }: CheckPanelProps) {
  const t = useMessages();
  const m = t.templates;
  const errorText = useErrorText();
  const [deviceId, setDeviceId] = useState(view.devices[0]?.id ?? '');
  const check = useMutation({
    mutationFn: () =>
      api<TemplateCheck>(`/templates/${encodeURIComponent(view.line)}/check`, {
        method: 'POST',
        body: {
          name: view.name,
          source: text,
          ...(deviceId === '' ? {} : { deviceId }),
        } satisfies CheckTemplate,
      }),
    onSuccess: ({ problem }) =>
      onBadLine(problem && (problem.template ?? view.name) === view.name ? problem.line : null),
  });
  const options = view.devices.map(({ id, label }) => ({ value: id, label }));
  return (
    <Card title={m.check} description={m.checkHint}>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={m.checkWith} className="w-full sm:w-80">
          <Select
            value={deviceId}
            onValueChange={setDeviceId}
            options={[...options, { value: '', label: m.noDevice }]}
          />
        </Field>
        <Button busy={check.isPending} onClick={() => check.mutate()}>
          {m.check}
        </Button>
      </div>
      <div aria-live="polite" className="mt-3 space-y-3 empty:hidden">
        {check.error ? (
          <Banner tone="bad" title={errorText(check.error).title}>
            {errorText(check.error).detail}
          </Banner>
        ) : null}
        {check.data ? <Outcome result={check.data} name={view.name} withDevice={deviceId !== ''} /> : null}
      </div>
    </Card>
  );
}

function Outcome({ result, name, withDevice }: { result: TemplateCheck; name: string; withDevice: boolean }) {
  const m = useMessages().templates;
  const { problem, files, unchanged } = result;
  if (problem) {
    return (
      <Banner tone="bad" title={m.problemAt(problem.line)}>
        {problem.template !== null && problem.template !== name ? `${m.inTemplate(problem.template)}: ` : ''}
        {problem.message}
      </Banner>
    );
  }
  if (files.length === 0) return <Banner>{withDevice ? m.nothingChanges(unchanged) : m.fine}</Banner>;
  return (
    <>
      {files.map(({ path, change, lines }) => (
        <section key={path} className="rounded-lg border border-line">
          <h3 className="flex items-center gap-2 border-b border-line px-3 py-2 font-mono text-xs font-medium text-strong">
            <span className="break-all">{path}</span>
            <Badge tone="accent">{m.change[change]}</Badge>
          </h3>
          <Diff lines={lines} label={m.diffOf(path)} />
        </section>
      ))}
      {unchanged > 0 ? <p className="text-xs text-muted">{m.stays(unchanged)}</p> : null}
    </>
  );
}

/** Unchanged lines that are shown around a change. */
const AROUND = 3;
const MAX_SHOWN = 2_000;

function Diff({ lines, label }: { lines: DiffLine[]; label: string }) {
  const m = useMessages().templates;
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown = lines.flatMap((line, i) => (near[i] ? [{ ...line, i, gap: i > 0 && !near[i - 1] }] : []));
  return (
    <div tabIndex={0} role="group" aria-label={label} className="max-h-96 overflow-auto py-1">
      <pre className="min-w-max font-mono text-xs leading-relaxed">
        {shown.slice(0, MAX_SHOWN).map(({ kind, text, i, gap }) => (
          <span key={i}>
            {gap ? <span className="block px-3 text-muted">⋯</span> : null}
            <span
              className={cn(
                'block px-3',
                kind === 'added' && 'bg-ok-soft text-ok-text',
                kind === 'removed' && 'bg-bad-soft text-bad-text',
              )}
            >
              <span aria-hidden>{{ same: '  ', added: '+ ', removed: '- ' }[kind]}</span>
              {kind === 'same' ? null : <span className="sr-only">{m[kind]}: </span>}
              {text}
            </span>
          </span>
        ))}
      </pre>
    </div>
  );
}
