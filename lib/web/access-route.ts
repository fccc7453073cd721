import { z } from 'zod';
import { resolveCaller } from '../services/access/access';
import { findTokenActor } from '../services/access/token-actor';
import type { Actor, Caller } from '../services/actor';
import { actorOf } from '../services/console/caller';
import type { ServiceContext } from '../services/context';
import { faultOf } from '../services/faults';
import { appError, type AppError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { currentUser } from './auth';
import { answer, failure, hasStorableQuery, isOurs, jsonOf, NOT_STORABLE, readText } from './exchange';
import { requestToken } from './request-token';
import { runtime } from './runtime';

/** No form of these pages comes near it; in bytes. */
const BODY_LIMIT = 100_000;

export interface AccessCall<Query, Body> {
  context: ServiceContext;
  caller: Caller;
  id: string;
  query: Query;
  body: Body;
}

type Route = (request: Request, context: { params: Promise<{ id?: string }> }) => Promise<Response>;

const nothing = z.unknown().transform(() => undefined);

/**
 * A route for people who are signed in and for programs with an API token. Either may name a tenant below
 * their own (`Wazo-Tenant`). What they may do is decided by the use case.
 */
export function accessRoute<Query = undefined, Body = undefined>(
  schemas: { query?: z.ZodType<Query>; body?: z.ZodType<Body>; status?: number },
  handler: (call: AccessCall<Query, Body>) => Promise<Result<unknown>>,
): Route {
  return async (request, { params }) => {
    try {
      const caller = await callerOf(request);
      if (!caller.ok) return failure(caller.error);
      if (!hasStorableQuery(request)) return failure(NOT_STORABLE);
      const given = Object.fromEntries(new URL(request.url).searchParams);
      const query = (schemas.query ?? nothing).safeParse(given);
      if (!query.success) return failure(invalid(query.error));
      const text = schemas.body ? await readText(request, BODY_LIMIT) : ok('null');
      if (!text.ok) return failure(text.error);
      const body = (schemas.body ?? nothing).safeParse(jsonOf(text.value));
      if (!body.success) return failure(invalid(body.error));
      const result = await handler({
        context: await runtime().console.services(),
        caller: caller.value,
        id: (await params)?.id ?? '',
        query: query.data as Query, // parsed by the schema of Query, or undefined when there is none
        body: body.data as Body, // likewise
      });
      return result.ok ? answer(result.value, schemas.status) : failure(result.error);
    } catch (cause) {
      const fault = faultOf(cause);
      if (fault.code === 'internal') runtime().log.error({ err: cause }, 'a request about access failed');
      return failure(fault);
    }
  };
}

async function callerOf(request: Request): Promise<Result<Caller>> {
  const services = await runtime().console.services();
  const secret = requestToken(request.headers);
  let actor: Actor | null;
  if (secret !== null) actor = await findTokenActor(services, secret);
  else {
    if (request.method !== 'GET' && !isOurs(request))
      return err(appError('forbidden', 'This request did not come from the console.'));
    const user = await currentUser();
    actor = user && actorOf(user);
  }
  if (!actor) {
    const message = secret === null ? 'Sign in first.' : 'The token is unknown, revoked or expired.';
    return err(appError('unauthorized', message));
  }
  return resolveCaller(services, actor, request.headers.get('wazo-tenant') ?? undefined);
}

function invalid(error: z.ZodError): AppError {
  const problems = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const first = problems[0];
  return appError(
    'invalid',
    first ? `${first.path || 'The body'} is not valid: ${first.message}` : '',
    problems,
  );
}
