'use client';
import { Badge, type Tone } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { useMessages } from '@/lib/client/locale';
import type { JsonObject } from '@/lib/shared/json';
import { exampleOf, type Operation } from './openapi';
import { SchemaView } from './schema-view';

const TONES: Record<string, Tone> = { GET: 'info', POST: 'ok', PUT: 'warn', PATCH: 'warn', DELETE: 'bad' };

/** One route: closed it says what it does, open everything that a program has to know. */
export function OperationView({ operation, document }: { operation: Operation; document: JsonObject }) {
  const p = useMessages().programs;
  const origin = typeof window === 'undefined' ? '' : window.location.origin;
  const example = exampleOf(operation, origin);
  return (
    <details className="px-4 py-2.5">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-md">
        <Badge tone={TONES[operation.method] ?? 'neutral'} className="w-16 justify-center font-mono">
          {operation.method}
        </Badge>
        <code className="text-xs font-medium break-all text-strong">{operation.path}</code>
        <span className="min-w-0 text-sm text-muted">{operation.summary}</span>
      </summary>
      <div className="mt-3 space-y-4 pb-2 text-sm">
        {operation.description ? <p>{operation.description}</p> : null}
        <p className="text-xs">
          <span className="text-muted">{p.right}: </span>
          {operation.right === null ? (
            operation.open ? (
              p.open
            ) : (
              p.session
            )
          ) : (
            <code className="text-strong">{operation.right}</code>
          )}
        </p>
        {operation.parameters.length > 0 ? (
          <Part title={p.parameters}>
            <SchemaView
              document={document}
              schema={{
                type: 'object',
                required: operation.parameters.filter(({ required }) => required).map(({ name }) => name),
                properties: Object.fromEntries(
                  operation.parameters.map(({ name, schema }) => [name, schema]),
                ),
              }}
            />
          </Part>
        ) : null}
        {operation.body.map(({ type, schema }) => (
          <Part key={type} title={p.body} note={type}>
            <SchemaView schema={schema} document={document} />
          </Part>
        ))}
        {operation.answers.map(({ status, description, schema }) => (
          <Part key={status} title={`${p.answer} ${status}`} note={description}>
            {schema === null ? null : <SchemaView schema={schema} document={document} />}
          </Part>
        ))}
        {operation.right === null ? null : (
          <Part title={p.example}>
            <div className="flex items-start gap-2">
              <pre
                tabIndex={0}
                aria-label={p.example}
                className="min-w-0 flex-1 overflow-x-auto rounded-md bg-sunken p-2.5 font-mono text-xs"
              >
                {example}
              </pre>
              <CopyButton text={example} what={p.example} />
            </div>
          </Part>
        )}
      </div>
    </details>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: React.ReactNode }) {
  return (
    <div className="space-y-1.5">
      <h3 className="text-xs font-semibold text-strong">
        {title} {note ? <span className="font-normal text-muted">{note}</span> : null}
      </h3>
      {children}
    </div>
  );
}
