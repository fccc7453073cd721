import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { Logo } from '@/components/shell/logo';
import { Preferences } from '@/components/shell/preferences';
import { InsecureBanner } from '@/components/shell/insecure-banner';
import { catalogue } from '@/lib/client/messages/catalogue';
import { currentUser, isSecure } from '@/lib/web/auth';
import { requestLocale } from '@/lib/web/locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: catalogue[await requestLocale()].signIn.submit };
}

interface Props {
  searchParams: Promise<{ next?: string | string[]; ended?: string; out?: string }>;
}

/** Only a path of our own, so that a link to the sign-in page never leads elsewhere. */
function localPath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}

export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const next = localPath(params.next);
  if (await currentUser()) redirect(next);
  const t = catalogue[await requestLocale()];
  return (
    <div className="flex min-h-dvh flex-col">
      {isSecure() ? null : <InsecureBanner />}
      <main className="flex flex-1 flex-col items-center justify-center px-4 py-10">
        <div className="w-full max-w-sm">
          <Logo className="mb-8" />
          <h1 className="text-xl font-semibold">{t.signIn.title}</h1>
          <p className="mt-1 mb-6 text-sm text-muted">{t.signIn.text}</p>
          <SignInForm next={next} notice={params.ended ? 'ended' : params.out ? 'signedOut' : null} />
          <p className="mt-6 text-xs text-muted">{t.signIn.forgot}</p>
        </div>
      </main>
      <footer className="flex justify-center gap-2 pb-6">
        <Preferences />
      </footer>
    </div>
  );
}
