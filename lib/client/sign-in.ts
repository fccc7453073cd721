import { isJsonObject } from '../shared/json';

export type SignInOutcome = 'ok' | 'wrong' | 'locked' | 'limited' | 'offline';

async function csrfToken(): Promise<string> {
  const answer: unknown = await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json();
  return isJsonObject(answer) && typeof answer.csrfToken === 'string' ? answer.csrfToken : '';
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    ...fields,
    csrfToken: await csrfToken(),
    json: 'true',
    callbackUrl: '/',
  });
  return fetch(`/api/auth/${path}`, { method: 'POST', body, redirect: 'manual' });
}

/** Starts a session: the server sets its cookie. */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  let response: Response;
  try {
    response = await post('callback/credentials', { username, password });
  } catch {
    return 'offline';
  }
  if (response.ok) return 'ok';
  const answer: unknown = await response.json().catch(() => null);
  const url =
    isJsonObject(answer) && typeof answer.url === 'string'
      ? URL.parse(answer.url, window.location.href)
      : null;
  const reason = url?.searchParams.get('error');
  if (reason === 'locked' || reason === 'limited' || reason === 'wrong') return reason;
  return 'offline';
}

/** Ends this session. */
export async function signOut(): Promise<void> {
  await post('signout', {});
}

/** Keeps a session that is in use from ending. */
export async function touchSession(): Promise<void> {
  await fetch('/api/auth/session', { cache: 'no-store' }).catch(() => undefined); // offline: the next touch does it
}
