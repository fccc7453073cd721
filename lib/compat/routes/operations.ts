import { statusText } from '../../domain/operations/progress';
import { deleteOperation, getOperation } from '../../services/operations/operations';
import type { JsonObject } from '../../shared/json';
import { withoutPaths } from '../../shared/without-paths';
import type { CompatResponse, Exchange } from '../http';
import { failure, json, noContent, noSuchPath } from '../responses';
import type { Route } from '../router';

const MAX_REASON = 1_000;
const MAX_NUMBER = 2_147_483_647;

/** The monitors of what a POST on `parent` started. */
export function operationRoute(parent: string, exists?: Route['exists']): Route {
  return {
    path: `${parent}/:number`,
    exists,
    actions: {
      GET: { right: () => 'provd.operation.read', run: get },
      DELETE: { right: () => 'provd.operation.delete', run: remove },
    },
  };
}

async function get(exchange: Exchange): Promise<CompatResponse> {
  const place = placeOf(exchange);
  if (!place) return noSuchPath();
  const found = await getOperation(exchange.context, exchange.caller, place.parent, place.number);
  if (found.ok) {
    const { error } = found.value;
    const answer: JsonObject = { status: statusText(found.value) };
    // The reason, which provd's grammar has no place for: only for who asks, since its clients know no such member.
    const asked = exchange.query.get('error') === 'true';
    if (asked && error !== null && error !== '') answer.error = withoutPaths(error).slice(0, MAX_REASON);
    return json(answer);
  }
  return found.error.code === 'not_found' ? noSuchPath() : failure(found.error);
}

async function remove(exchange: Exchange): Promise<CompatResponse> {
  const place = placeOf(exchange);
  if (!place) return noSuchPath();
  const gone = await deleteOperation(exchange.context, exchange.caller, place.parent, place.number);
  if (gone.ok) return noContent();
  return gone.error.code === 'not_found' ? noSuchPath() : failure(gone.error);
}

/** `/0.2/dev_mgr/synchronize/7` → `/dev_mgr/synchronize`, 7. */
function placeOf({ path, params }: Exchange): { parent: string; number: number } | null {
  const text = params.number ?? '';
  const number = Number(text);
  if (!/^[1-9]\d*$/.test(text) || number > MAX_NUMBER) return null;
  const parent = path.slice('/0.2'.length, path.lastIndexOf('/'));
  return { parent: decodeURIComponent(parent), number };
}
