import type { Metadata } from 'next';
import { LearnView } from '@/components/learn/learn-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].learn.title };
}

export default async function LearnPage() {
  await requireUser();
  return <LearnView />;
}
