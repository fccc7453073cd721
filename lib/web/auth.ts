import NextAuth, { getServerSession, type NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { cache } from 'react';
import { z } from 'zod';
import { signIn as signInForm } from '../domain/console/account';
import { findSession, signIn, type SessionUser } from '../services/console/sign-in';
import { clientAddress } from './address';
import { runtime } from './runtime';

/** A session that nobody uses ends after this, in seconds. */
export const IDLE_SECONDS = 2 * 3600;
/** A session ends after this in any case, in seconds. */
export const ABSOLUTE_SECONDS = 12 * 3600;
/** Name of the cookie; `__Host-` binds it to this host and to https. */
const COOKIE = 'offhook-session';

/** What a session's token holds. Everything else is read from the database at each request. */
const claims = z.object({ userId: z.string(), sessionVersion: z.number().int(), signedInAt: z.number() });
type Claims = z.infer<typeof claims>;

export function isSecure(): boolean {
  return runtime().env.consoleUrl.startsWith('https:');
}

function cookie(name: string, secure: boolean) {
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  };
}

export function authOptions(): NextAuthOptions {
  const { console } = runtime();
  const secure = isSecure();
  return {
    secret: console.sessionSecret,
    session: { strategy: 'jwt', maxAge: IDLE_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: cookie(COOKIE, secure),
      csrfToken: cookie('offhook-csrf', secure),
      callbackUrl: cookie('offhook-callback', secure),
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        credentials: { username: {}, password: { type: 'password' } },
        async authorize(given) {
          const form = signInForm.safeParse(given);
          if (!form.success) throw new Error('wrong');
          const ip = clientAddress(await headers());
          const outcome = await signIn(console, { ...form.data, ip });
          if (!outcome.ok) throw new Error(outcome.error);
          return { id: outcome.value.id, sessionVersion: outcome.value.sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        const version = 'sessionVersion' in user ? user.sessionVersion : null;
        return { userId: user.id, sessionVersion: version, signedInAt: nowSeconds() };
      },
      session: ({ session, token }) => ({ expires: session.expires, claims: token }),
      // Only paths of our own: a sign-in never leads elsewhere.
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//')
          ? `${baseUrl}${url}`
          : url.startsWith(`${baseUrl}/`)
            ? url
            : baseUrl,
    },
    logger: {
      error: (code) => {
        if (code !== 'JWT_SESSION_ERROR') runtime().log.warn({ code }, 'sign-in');
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** The largest form that signing in and out sends, in bytes. */
const FORM_LIMIT = 10_000;
const FORM = /^application\/x-www-form-urlencoded *(;|$)/i;

export async function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  if (
    request.method === 'POST' &&
    !(Number(request.headers.get('content-length') ?? Infinity) <= FORM_LIMIT)
  ) {
    return new Response(null, { status: 413 });
  }
  if (request.method === 'POST' && !FORM.test(request.headers.get('content-type') ?? ''))
    return new Response(null, { status: 415 });
  // A name and a password come as a form; next-auth takes anything else for its own fault.
  if (request.method === 'GET' && (await context.params).nextauth[0] === 'callback')
    return new Response(null, { status: 405, headers: { Allow: 'POST' } });
  const handler: unknown = await NextAuth(authOptions())(request, context);
  if (!(handler instanceof Response)) throw new Error('next-auth gave no answer');
  return handler;
}

/** Who makes this request; null: nobody, or a session that has ended. Read once per request. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  await connection(); // nothing is made at build time, when there is no database
  const session: unknown = await getServerSession(authOptions());
  const parsed = z.object({ claims }).safeParse(session);
  if (!parsed.success || isOver(parsed.data.claims)) return null;
  const { userId, sessionVersion } = parsed.data.claims;
  return findSession(runtime().console, userId, sessionVersion);
});

/** For pages: who is signed in, else off to sign in and back. */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser();
  if (user) return user;
  const from = (await headers()).get('x-offhook-path') ?? '/';
  redirect(from === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`);
}

function isOver({ signedInAt }: Claims): boolean {
  return nowSeconds() - signedInAt > ABSOLUTE_SECONDS;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
