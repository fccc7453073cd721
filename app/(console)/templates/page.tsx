import type { Metadata } from 'next';
import { TemplatesView } from '@/components/templates/templates-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].templates.title };
}

export default async function TemplatesPage() {
  await requireUser();
  return <TemplatesView />;
}
