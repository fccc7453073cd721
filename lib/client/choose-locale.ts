import { isLocale, LOCALE_COOKIE } from '../shared/locale';
import { api } from './api';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Changes the language here and, with `remember` (somebody is signed in), wherever they sign in next. */
export async function chooseLocale(locale: string, remember: boolean): Promise<void> {
  if (!isLocale(locale)) return;
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  if (remember) await api('/account/locale', { method: 'PUT', body: { locale } }).catch(() => undefined); // here the cookie is enough
  window.location.reload();
}
