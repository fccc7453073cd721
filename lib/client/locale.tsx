'use client';
import { createContext, useContext, type ReactNode } from 'react';
import type { Locale } from '../shared/locale';
import { catalogue, type Messages } from './messages/catalogue';

const LocaleContext = createContext<Locale>('en');

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** Every text of the console, in the language of the person who reads it. */
export function useMessages(): Messages {
  return catalogue[useContext(LocaleContext)];
}
