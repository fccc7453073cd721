import type { Metadata } from 'next';
import { WebhooksView } from '@/components/webhooks/webhooks-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].webhooks.title };
}

export default async function WebhooksPage() {
  await requireUser();
  return <WebhooksView />;
}
