import type { Metadata } from 'next';
import { TelephonyView } from '@/components/telephony/telephony-view';
import { catalogue } from '@/lib/client/messages/catalogue';
import { requireUser } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].telephony.title };
}

export default async function TelephonyPage() {
  await requireUser();
  return <TelephonyView />;
}
