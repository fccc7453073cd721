import type { Metadata } from 'next';
import { ProvisioningKeysView } from '@/components/provisioning-keys/provisioning-keys-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadProvisioningKeys } from '@/lib/web/load-provisioning-keys';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].provisioningKeys.title };
}

export default async function ProvisioningKeysPage() {
  const user = await requireUser();
  return (
    <Prefetched data={[[keys.provisioningKeys, await loadProvisioningKeys(user)]]}>
      <ProvisioningKeysView />
    </Prefetched>
  );
}
