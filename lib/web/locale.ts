import { cookies, headers } from 'next/headers';
import { isLocale, LOCALE_COOKIE, matchLocale, type Locale } from '../shared/locale';

/** The language of this request: the one chosen here, the one the person chose elsewhere, the browser's. */
export async function requestLocale(stored: string | null = null): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  return isLocale(stored) ? stored : matchLocale((await headers()).get('accept-language'));
}

export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined;
}
