import type { Metadata } from 'next';
import { AccountView } from '@/components/account/account-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { loadAccount } from '@/lib/web/load';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].account.title };
}

export default async function Page() {
  const user = await requireUser();
  return (
    <Prefetched data={[[keys.account, await loadAccount(user)]]}>
      <AccountView />
    </Prefetched>
  );
}
