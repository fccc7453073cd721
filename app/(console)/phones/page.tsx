import type { Metadata } from 'next';
import { PhonesView } from '@/components/phones/phones-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadCatalogue } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].phones.title };
}

export default async function PhonesPage() {
  const user = await requireUser();
  return (
    <Prefetched data={[[keys.catalogue, await loadCatalogue(user)]]}>
      <PhonesView />
    </Prefetched>
  );
}
