import type { z } from 'zod';
import type { SessionUser } from '../services/console/sign-in';
import { appError, httpStatus, type AppError, type Problem } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { clientAddress } from './address';
import { currentUser } from './auth';
import { runtime } from './runtime';
import type { ConsoleContext } from '../services/console/context';
import { faultOf } from '../services/faults';

/** The largest body that the console's own pages send, in bytes. */
const BODY_LIMIT = 1_000_000;
/** Sent by our pages with every call; other sites can't without a preflight, which nobody answers. */
const REQUEST_HEADER = 'x-offhook-request';

export interface Call<Query, Body> {
  console: ConsoleContext;
  user: SessionUser;
  ip: string | null;
  params: Record<string, string>;
  query: Query;
  body: Body;
}

interface RouteOptions<Query, Body> {
  /** Of the address; parameters that may repeat are named in `lists`. */
  query?: z.ZodType<Query>;
  lists?: readonly string[];
  body?: z.ZodType<Body>;
  /** Changes nothing but the user's own account, which those who may only look may do too. */
  own?: boolean;
}

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Handler<Query, Body> = (call: Call<Query, Body>) => Promise<Result<unknown>>;
type Route = (request: Request, context: Context) => Promise<Response>;

/** A route of the console's own interface: session, then request, then use case, then answer. */
export function route<Query = undefined, Body = undefined>(
  options: RouteOptions<Query, Body>,
  handler: Handler<Query, Body>,
): Route {
  return async (request, context) => {
    try {
      const result = await run(request, context, options, handler);
      return result.ok ? answer(result.value) : failure(result.error);
    } catch (cause) {
      const fault = faultOf(cause);
      if (fault.code === 'internal') {
        runtime().log.error(
          { err: cause, path: new URL(request.url).pathname },
          'a request of the console failed',
        );
      }
      return failure(fault);
    }
  };
}

async function run<Query, Body>(
  request: Request,
  context: Context,
  options: RouteOptions<Query, Body>,
  handler: Handler<Query, Body>,
): Promise<Result<unknown>> {
  const changes = request.method !== 'GET';
  if (changes && !isOurs(request))
    return err(appError('forbidden', 'This request did not come from the console.'));
  const user = await currentUser();
  if (!user) return err(appError('unauthorized', 'Sign in first.'));
  if (changes && user.role === 'viewer' && !options.own)
    return err(appError('forbidden', 'Your account may only look.'));
  const query = parse(options.query, () => queryOf(request, options.lists ?? []));
  if (!query.ok) return query;
  const text = options.body ? await readBody(request) : ok('');
  if (!text.ok) return text;
  const body = parse(options.body, () => json(text.value));
  if (!body.ok) return body;
  const { console } = runtime();
  return handler({
    console,
    user,
    ip: clientAddress(request.headers),
    params: paramsOf((await context.params) ?? {}), // without a variable in the path there are none
    query: query.value,
    body: body.value,
  });
}

/** Neither another site's form nor its script: our header, and an origin that is ours where the browser tells one. */
function isOurs(request: Request): boolean {
  if (request.headers.get(REQUEST_HEADER) === null) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin === null || URL.parse(origin)?.host === request.headers.get('host');
}

function queryOf(request: Request, lists: readonly string[]): Record<string, unknown> {
  const params = new URL(request.url).searchParams;
  const given: Record<string, unknown> = {};
  for (const name of new Set(params.keys()))
    given[name] = lists.includes(name) ? params.getAll(name) : params.get(name);
  return given;
}

/** Names of our own routes, decoded. */
function paramsOf(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      decode(Array.isArray(value) ? value.join('/') : (value ?? '')),
    ]),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readBody(request: Request): Promise<Result<string>> {
  const tooLarge = err(appError('too_large', 'The request is too large.'));
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) return tooLarge;
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > BODY_LIMIT) return tooLarge;
    text += decoder.decode(part.value, { stream: true });
  }
  return ok(text + decoder.decode());
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without a schema nothing is read: the type then says so. */
function parse<T>(schema: z.ZodType<T> | undefined, input: () => unknown): Result<T> {
  if (!schema) return ok(nothing<T>());
  const parsed = schema.safeParse(input());
  if (parsed.success) return ok(parsed.data);
  const problems: Problem[] = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return err(appError('invalid', 'Some of this is not valid.', problems));
}

/** The one place where "no schema" becomes the type that `route` gives it by default. */
function nothing<T>(): T {
  return undefined as T; // T is `undefined` unless a schema is given
}

function answer(value: unknown): Response {
  const headers = { 'cache-control': 'no-store' };
  return value === undefined
    ? new Response(null, { status: 204, headers })
    : Response.json(value, { headers });
}

function failure(error: AppError): Response {
  return Response.json(error, { status: httpStatus(error.code), headers: { 'cache-control': 'no-store' } });
}
