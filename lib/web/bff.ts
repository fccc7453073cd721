import { rightOf, type Contract } from '../domain/api/contract';
import { may } from '../services/access/access';
import { actorOf } from '../services/console/caller';
import type { ConsoleContext } from '../services/console/context';
import type { SessionUser } from '../services/console/sign-in';
import { findTokenUser } from '../services/console/token-user';
import { faultOf } from '../services/faults';
import { appError, type AppError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { clientAddress } from './address';
import { currentUser } from './auth';
import { checkInput } from './check-input';
import { answer, failure, hasStorableQuery, isOurs, jsonOf, NOT_STORABLE, readText } from './exchange';
import { requestToken } from './request-token';
import { runtime } from './runtime';
import { isStorable } from './storable';

/** The largest body in bytes, unless the contract of the route says otherwise. */
const BODY_LIMIT = 1_000_000;

export interface Call<Query, Body> {
  console: ConsoleContext;
  user: SessionUser;
  ip: string | null;
  params: Record<string, string>;
  query: Query;
  body: Body;
}

/** What a route says of itself: its contract (`lib/domain/api`). Only those that name a right are open to API tokens. */
interface RouteOptions<Query, Body> extends Contract<Query, Body> {
  /** Makes the value that the schema checks; default: the text as JSON. */
  read?: (text: string, contentType: string) => Result<unknown>;
  /** Refuses a body that is not in UTF-8, whose first bad line it is told; default: its characters are replaced. */
  notUtf8?: (line: number, contentType: string) => AppError;
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
      return result.ok ? answer(result.value, options.status) : failure(result.error);
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
  const params = paramsOf((await context.params) ?? {}); // without a variable in the path there are none
  if (!Object.values(params).every(isStorable)) return err(appError('not_found', 'There is no such thing.'));
  if (!hasStorableQuery(request)) return err(NOT_STORABLE);
  const user = await allowedUser(request, options, params);
  if (!user.ok) return user;
  const query = checkInput('The query', options.query, () => queryOf(request, options.lists ?? []));
  if (!query.ok) return query;
  const type = request.headers.get('content-type') ?? '';
  const { notUtf8 } = options;
  const refuse = notUtf8 && ((line: number): AppError => notUtf8(line, type));
  const text = options.body ? await readText(request, options.bodyLimit ?? BODY_LIMIT, refuse) : ok('');
  if (!text.ok) return text;
  const content = options.read ? options.read(text.value, type) : ok(jsonOf(text.value));
  if (!content.ok) return content;
  const body = checkInput('The body', options.body, () => content.value);
  if (!body.ok) return body;
  const { console } = runtime();
  const result = await handler({
    console,
    user: user.value,
    ip: clientAddress(request.headers),
    params,
    query: query.value,
    body: body.value,
  });
  // Who calls is known: what a use case refuses is a right that they lack.
  return !result.ok && result.error.code === 'unauthorized' ? err(NOT_ALLOWED) : result;
}

const NOT_ALLOWED = appError('forbidden', 'You may not do this.');

/** Who calls, with the right to. A token in the headers counts alone: then no cookie is looked at. */
async function allowedUser<Query, Body>(
  request: Request,
  { access, own }: RouteOptions<Query, Body>,
  params: Record<string, string>,
): Promise<Result<SessionUser>> {
  const changes = request.method !== 'GET';
  const token = requestToken(request.headers);
  if (token !== null && access === 'session')
    return err(appError('forbidden', 'This is for people who are signed in to the console.'));
  if (changes && token === null && !isOurs(request))
    return err(appError('forbidden', 'This request did not come from the console.'));
  const tenant = request.headers.get('wazo-tenant') ?? undefined;
  const user = token === null ? await currentUser() : await findTokenUser(runtime().console, token, tenant);
  if (!user)
    return err(appError('unauthorized', token === null ? 'Sign in first.' : 'The token is not valid here.'));
  if (changes && user.role === 'viewer' && !own)
    return err(appError('forbidden', 'Your account may only look.'));
  const right = rightOf(access, params);
  if (right === null || may(actorOf(user), right)) return ok(user);
  return err(appError('forbidden', `This needs the right ${right}.`));
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
