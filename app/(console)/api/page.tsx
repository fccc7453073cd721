import type { Metadata } from 'next';
import { ApiView } from '@/components/api/api-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].programs.title };
}

export default async function ApiPage() {
  await requireUser();
  return <ApiView />;
}
