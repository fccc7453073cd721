'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useMessages } from '@/lib/client/locale';

interface Props {
  name: string;
  slug: string;
  onName: (name: string) => void;
  onSlug: (slug: string) => void;
  problem: (path: string) => string | undefined;
}

/** What a tenant is called, as its forms ask for it. */
export function TenantFields({ name, slug, onName, onSlug, problem }: Props) {
  const a = useMessages().access;
  const n = a.tenants;
  return (
    <>
      <Field label={a.name} error={problem('name')} required>
        <Input autoComplete="off" value={name} onChange={(event) => onName(event.target.value)} />
      </Field>
      <Field label={n.slug} hint={n.slugHint} error={problem('slug')}>
        <Input
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          value={slug}
          onChange={(event) => onSlug(event.target.value)}
        />
      </Field>
    </>
  );
}
