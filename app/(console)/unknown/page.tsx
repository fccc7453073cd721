import type { Metadata } from 'next';
import { Prefetched } from '@/components/shell/prefetched';
import { UnknownView } from '@/components/unknown/unknown-view';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadUnknown } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].unknown.title };
}

export default async function UnknownPage() {
  const first = await loadUnknown(await requireUser());
  return (
    <Prefetched data={[[keys.unknownList('', ''), first && { pages: [first], pageParams: [''] }]]}>
      <UnknownView />
    </Prefetched>
  );
}
