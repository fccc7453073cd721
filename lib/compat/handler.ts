import { authorize, resolveCaller } from '../services/access/access';
import { findTokenActor } from '../services/access/token-actor';
import type { ServiceContext } from '../services/context';
import { faultOf } from '../services/faults';
import { appError } from '../shared/errors';
import type { JsonNode } from '../shared/json-text';
import { parseBody } from './bodies';
import type { CompatRequest, CompatResponse } from './http';
import { answerType, isReadable } from './negotiation';
import { parseTarget, type ParsedTarget } from './path';
import {
  ACCESS_HEADERS,
  PROV,
  failure,
  methodNotAllowed,
  noSuchPath,
  plain,
  unauthorized,
} from './responses';
import { Router, methodsOf, type Action, type Params, type Route } from './router';
import { CONFIG_ROUTES } from './routes/configs';
import { DEVICE_ROUTES } from './routes/devices';
import { PARAMETER_ROUTES } from './routes/parameters';
import { pluginRoutes } from './routes/plugins';
import { ROOT_ROUTES } from './routes/root';

export type CompatHandle = (request: CompatRequest) => Promise<CompatResponse>;

/** The provd REST API 0.2 as a function of requests. Never throws. */
export function createCompat(context: ServiceContext): CompatHandle {
  const router = new Router([
    ...ROOT_ROUTES,
    ...DEVICE_ROUTES,
    ...CONFIG_ROUTES,
    ...PARAMETER_ROUTES,
    ...pluginRoutes(context.plugins),
  ]);
  return async (request) => {
    const answer = await respond(context, router, request).catch((error: unknown) => {
      const fault = faultOf(error);
      context.logger.error(
        { err: error, method: request.method },
        `A request of the REST API failed: ${fault.code}.`,
      );
      return failure(fault);
    });
    return finish(request.method, answer);
  };
}

/** The order of the checks is part of the contract: path, method, token and rights, `Accept`, `Content-Type`, body. */
async function respond(
  context: ServiceContext,
  router: Router,
  request: CompatRequest,
): Promise<CompatResponse> {
  if (request.method === 'OPTIONS') return { status: 200, headers: {}, body: '' };
  const target = parseTarget(request.target);
  const found = target && router.find(target.segments);
  if (!target || !found) return noSuchPath();
  const { route, params } = found;
  if (route.exists && !(await route.exists(params))) return noSuchPath();
  if (route.open) {
    const readable = request.method === 'GET' || request.method === 'HEAD';
    return readable ? route.open : methodNotAllowed(['GET', 'HEAD', 'OPTIONS']);
  }
  const action = actionFor(route, request.method);
  if (!action) return methodNotAllowed(methodsOf(route));
  return act(context, request, target, params, action);
}

function actionFor(route: Route, method: string): Action | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return route.actions.GET;
    case 'POST':
    case 'PUT':
    case 'DELETE':
      return route.actions[method];
    default:
      return undefined;
  }
}

async function act(
  context: ServiceContext,
  request: CompatRequest,
  target: ParsedTarget,
  params: Params,
  action: Action,
): Promise<CompatResponse> {
  const { headers } = request;
  const actor = await findTokenActor(context, headers['x-auth-token'] ?? '');
  const caller = actor && (await resolveCaller(context, actor, headers['wazo-tenant']));
  if (!caller?.ok || !authorize(caller.value, action.right(params, caller.value)).ok) return unauthorized();
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const type = reading && action.gives !== 'anything' ? answerType(headers.accept) : PROV;
  if (type === null) return plain(406, `You must accept the "${PROV}" MIME type.`);
  let body: JsonNode | null = null;
  if (action.takes === 'json') {
    if (!isReadable(headers['content-type'])) return plain(415, `Entity must be in media type "${PROV}".`);
    if (request.body === null) return failure(appError('too_large', 'The body of the request is too large.'));
    const parsed = parseBody(request.body);
    if (!parsed.ok) return failure(parsed.error);
    body = parsed.value;
  }
  const answer = await action.run({
    context,
    caller: caller.value,
    params,
    query: target.query,
    body,
    path: target.path,
    headers,
  });
  if (type !== PROV && answer.headers['Content-Type'] === PROV) answer.headers['Content-Type'] = type;
  return answer;
}

function finish(method: string, answer: CompatResponse): CompatResponse {
  const headers: Record<string, string> = {
    ...ACCESS_HEADERS,
    ...answer.headers,
    'Cache-Control': 'no-store',
  };
  if (answer.status !== 204 && answer.status !== 304)
    headers['Content-Length'] = String(Buffer.byteLength(answer.body));
  return { status: answer.status, headers, body: method === 'HEAD' ? '' : answer.body };
}
