import type { Metadata } from 'next';
import { AccessView } from '@/components/access/access-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].access.title };
}

export default async function Page() {
  await requireUser();
  return <AccessView />;
}
