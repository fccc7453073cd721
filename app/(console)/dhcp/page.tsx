import type { Metadata } from 'next';
import { DhcpView } from '@/components/dhcp/dhcp-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadDhcp } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].dhcp.title };
}

export default async function DhcpPage() {
  await requireUser();
  return (
    <Prefetched data={[[keys.dhcp('isc'), await loadDhcp('isc')]]}>
      <DhcpView />
    </Prefetched>
  );
}
