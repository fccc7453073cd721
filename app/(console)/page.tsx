import type { Metadata } from 'next';
import { OverviewView } from '@/components/overview/overview-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadOverview } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].overview.title };
}

export default async function Page() {
  const user = await requireUser();
  return (
    <Prefetched data={[[keys.overview, await loadOverview(user)]]}>
      <OverviewView />
    </Prefetched>
  );
}
