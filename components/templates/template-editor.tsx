'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { NotFound } from '@/components/shell/not-found';
import { useMayChange } from '@/components/shell/shell-user';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CodeEditor } from '@/components/ui/code-editor';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { templateKeys, templateOptions, templatePath } from '@/lib/client/template-queries';
import type { SaveTemplate, TemplateView } from '@/lib/domain/console/templates';
import { TemplateCheckPanel } from './template-check-panel';
import { TemplateHistory } from './template-history';

export function TemplateEditor({ line, name }: { line: string; name: string }) {
  const { data, error } = useQuery(templateOptions(line, name));
  if (data) return <Editor key={data.revision ?? 'none'} view={data} />;
  return error ? <NotFound /> : <Skeleton className="h-96 rounded-xl" />;
}

function Editor({ view }: { view: TemplateView }) {
  const t = useMessages();
  const m = t.templates;
  const mayChange = useMayChange();
  const client = useQueryClient();
  const errorText = useErrorText();
  const start = view.source ?? view.bundled ?? '';
  const [text, setText] = useState(start);
  const [badLine, setBadLine] = useState<number | null>(null);
  const [deleting, setDeleting] = useState(false);
  const path = templatePath(view.line, view.name);
  const reread = () => client.invalidateQueries({ queryKey: templateKeys.all });
  const save = useMutation({
    mutationFn: () =>
      api(path, { method: 'PUT', body: { source: text, revision: view.revision } satisfies SaveTemplate }),
    onSuccess: async () => {
      toast.success(m.saved);
      await reread();
    },
    onError: (error) => setBadLine(lineIn(errorText(error).detail)),
  });
  const remove = useMutation({
    mutationFn: () => api(path, { method: 'DELETE', body: { revision: view.revision } }),
    onSuccess: async () => {
      toast.success(m.deleted);
      setDeleting(false);
      await reread();
    },
    onError: (error) => toast.error(errorText(error).title, { description: errorText(error).detail }),
  });
  return (
    <div className="min-w-0 space-y-4">
      <Card
        title={<span className="font-mono">{view.name}</span>}
        description={view.line}
        bodyClassName="p-0"
        actions={
          mayChange ? (
            <>
              {view.source === null ? null : (
                <Button size="sm" onClick={() => setDeleting(true)}>
                  {m.restoreBundled}
                </Button>
              )}
              <Button
                size="sm"
                variant="primary"
                busy={save.isPending}
                disabled={text === view.source || (view.source === null && text === '')}
                onClick={() => save.mutate()}
              >
                {m.save}
              </Button>
            </>
          ) : null
        }
      >
        {view.source === null ? (
          <Banner className="m-3">{view.bundled === null ? m.fresh : m.fromBundled}</Banner>
        ) : null}
        {save.error ? (
          <Banner tone="bad" role="alert" className="m-3" title={errorText(save.error).title}>
            {errorText(save.error).detail}
          </Banner>
        ) : null}
        <CodeEditor
          text={text}
          onChange={setText}
          label={m.editing(view.name)}
          readOnly={!mayChange}
          badLine={badLine}
          className="h-[28rem]"
        />
      </Card>
      {mayChange ? <TemplateCheckPanel view={view} text={text} onBadLine={setBadLine} /> : null}
      <TemplateHistory
        versions={view.history}
        onRestore={
          mayChange
            ? (source) => {
                setText(source);
                toast.info(m.restored);
              }
            : null
        }
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={m.deleteTitle(view.name)}
        confirm={m.restoreBundled}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {m.deleteText}
      </ConfirmDialog>
    </div>
  );
}

/** The line that a refusal names. */
function lineIn(message: string | undefined): number | null {
  const line = /^line (\d+):/.exec(message ?? '')?.[1];
  return line === undefined ? null : Number(line);
}
