'use client';
import { QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { useState, type ReactNode } from 'react';
import { Toaster } from '@/components/ui/toaster';
import { TooltipProvider } from '@/components/ui/tooltip';
import { leaveTo } from '@/lib/client/leave';
import { LocaleProvider } from '@/lib/client/locale';
import { makeQueryClient } from '@/lib/client/query-client';
import type { Locale } from '@/lib/shared/locale';

interface ProvidersProps {
  locale: Locale;
  nonce: string | undefined;
  children: ReactNode;
}

/** A session that ended elsewhere: sign in again and come back here. */
function toSignIn(): void {
  const here = window.location.pathname + window.location.search;
  if (!window.location.pathname.startsWith('/sign-in')) {
    leaveTo(`/sign-in?ended=1&next=${encodeURIComponent(here)}`);
  }
}

export function Providers({ locale, nonce, children }: ProvidersProps) {
  const [client] = useState(() => makeQueryClient(toSignIn));
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      <LocaleProvider locale={locale}>
        <QueryClientProvider client={client}>
          <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
          <Toaster />
        </QueryClientProvider>
      </LocaleProvider>
    </ThemeProvider>
  );
}
