import type { Metadata } from 'next';
import { DevicesView } from '@/components/devices/devices-view';
import { Prefetched } from '@/components/shell/prefetched';
import { parseDeviceList } from '@/lib/client/device-list-url';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadDevices, loadFacets } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';
import { toSearchParams, type PageSearch } from '@/lib/web/page-search';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].devices.title };
}

export default async function DevicesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const user = await requireUser();
  const query = parseDeviceList(toSearchParams(await searchParams));
  const [list, facets] = await Promise.all([loadDevices(user, query), loadFacets(user)]);
  return (
    <Prefetched
      data={[
        [keys.deviceList(query), list],
        [keys.deviceFacets(), facets],
      ]}
    >
      <DevicesView />
    </Prefetched>
  );
}
