import { afterEach, expect, it } from 'vitest';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';

/** Sign-ins from one address in a minute; lib/services/console/sign-in.ts. */
const ALLOWED = 30;

let server: Awaited<ReturnType<typeof startOffhook>>;
afterEach(() => server.stop());

/** What the console answers to a wrong password, as a browser behind these proxies would send it. */
async function signInWrong(forwardedFor: string): Promise<string | null> {
  const form = await fetch(`${server.consoleUrl}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = await form.json();
  const cookie = form.headers.getSetCookie().map((value) => value.split(';')[0]);
  const answer = await fetch(`${server.consoleUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie.join('; '), 'x-forwarded-for': forwardedFor },
    body: new URLSearchParams({ csrfToken, username: 'nobody', password: 'wrong', json: 'true' }),
  });
  const { url }: { url: string } = await answer.json();
  return new URL(url).searchParams.get('error');
}

const TOO_MANY = 5;

/** How many of so many more sign-ins than one address may send are refused. Together: the limit counts for a minute. */
async function refusedOfTooMany(forwardedFor: (i: number) => string): Promise<number> {
  const all = Array.from({ length: ALLOWED + TOO_MANY }, (_, i) => signInWrong(forwardedFor(i)));
  return (await Promise.all(all)).filter((answer) => answer === 'limited').length;
}

it('limits sign-ins by the real address: a forwarded one is not believed without a trusted proxy', async () => {
  server = await startOffhook({ env: { OFFHOOK_TRUSTED_PROXIES: '0' } });
  expect(await refusedOfTooMany((i) => `203.0.113.${i}`)).toBe(TOO_MANY);
});

it('believes the element that the outermost trusted proxy wrote, and none before it', async () => {
  server = await startOffhook({ env: { OFFHOOK_TRUSTED_PROXIES: '2' } });
  // The first element is the client's own invention, the last one the address of the first proxy.
  const through = (client: string) => (i: number) => `198.51.100.${i}, ${client}, 192.0.2.${i}`;
  expect(await refusedOfTooMany(through('203.0.113.1'))).toBe(TOO_MANY);
  expect(await signInWrong(through('203.0.113.2')(1))).not.toBe('limited');
});
