import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { currentUser } from '@/lib/web/auth';
import { requestLocale, requestNonce } from '@/lib/web/locale';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Offhook', template: '%s · Offhook' },
  robots: { index: false, follow: false },
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f9fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1519' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  const locale = await requestLocale(user?.locale);
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <Providers locale={locale} nonce={await requestNonce()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
