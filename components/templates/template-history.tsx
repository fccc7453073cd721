'use client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { useMessages } from '@/lib/client/locale';
import type { TemplateVersionView } from '@/lib/domain/console/templates';

interface HistoryProps {
  versions: TemplateVersionView[];
  /** Null: the person may only look. */
  onRestore: ((source: string) => void) | null;
}

/** Who saved what and when; any of it can be put back into the editor. */
export function TemplateHistory({ versions, onRestore }: HistoryProps) {
  const m = useMessages().templates;
  return (
    <Card title={m.history} bodyClassName={versions.length > 0 ? 'p-0' : undefined}>
      {versions.length === 0 ? <p className="text-sm text-muted">{m.noHistory}</p> : null}
      <ul className="divide-y divide-line/70">
        {versions.map(({ id, at, who, source }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2 text-sm">
            <span>
              <RelativeTime at={at} className="text-strong" />{' '}
              <span className="text-muted">
                {m.by(who)}
                {source === null ? ` · ${m.deletedThen}` : ''}
              </span>
            </span>
            {source !== null && onRestore ? (
              <Button size="sm" variant="ghost" onClick={() => onRestore(source)}>
                {m.restore}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
