'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { useMessages } from '@/lib/client/locale';
import { deviceConfigOptions } from '@/lib/client/queries';
import type { ConfigWarning } from '@/lib/domain/configs/config-warning';

/** Which settings the phone is not given as they are written. Nothing without one. */
export function ConfigWarnings({ warnings }: { warnings: readonly ConfigWarning[] }) {
  const w = useMessages().configWarnings;
  if (warnings.length === 0) return null;
  return (
    <Banner tone="warn" title={w.title(warnings.length)}>
      <p>{w.text}</p>
      <ul aria-label={w.title(warnings.length)} className="mt-1.5 space-y-1">
        {warnings.map(({ path, code, expected }) => (
          <li key={`${path} ${code}`}>
            <code className="font-mono text-xs font-semibold break-all">{path}</code>{' '}
            {w.sentences[code](expected ?? '')}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

/** Beside the status of a phone that has its files: leads to what is wrong with its settings, if anything is. */
export function ConfigWarningsLink({ deviceId }: { deviceId: string }) {
  const w = useMessages().configWarnings;
  const { data } = useQuery(deviceConfigOptions(deviceId));
  const count = data?.warnings.length ?? 0;
  if (count === 0) return null;
  return (
    <Link
      href={`/devices/${encodeURIComponent(deviceId)}?tab=config`}
      className="inline-flex rounded-full tracking-normal hover:underline"
    >
      <Badge tone="warn">{w.short(count)}</Badge>
    </Link>
  );
}
