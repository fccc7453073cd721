import { webhooksApi } from '../../domain/api/routes/webhooks';
import { callerOf } from '../../services/console/caller';
import {
  changeOwnWebhook,
  createOwnWebhook,
  deleteOwnWebhook,
  listOwnDeliveries,
  listOwnWebhooks,
  readWebhook,
  redeliver as sendAgain,
  renewSecret,
  testWebhook,
  type WebhookContext,
} from '../../services/webhooks/manage-webhooks';
import { Networks } from '../../shared/network';
import { route, type Call } from '../bff';
import { runtime } from '../runtime';

function contextOf({ console }: Pick<Call<unknown, unknown>, 'console'>): WebhookContext {
  const { unreachableHours, webhookNetworks } = runtime().env;
  return { database: console.database, unreachableHours, allowed: new Networks(webhookNetworks) };
}
const id = (params: Record<string, string>): string => params.id ?? '';

export const GET = route(webhooksApi.list, (call) => listOwnWebhooks(contextOf(call), callerOf(call.user)));
export const POST = route(webhooksApi.create, (call) =>
  createOwnWebhook(contextOf(call), callerOf(call.user), call.body),
);

export const read = route(webhooksApi.read, (call) =>
  readWebhook(contextOf(call), callerOf(call.user), id(call.params)),
);
export const change = route(webhooksApi.change, (call) =>
  changeOwnWebhook(contextOf(call), callerOf(call.user), id(call.params), call.body),
);
export const remove = route(webhooksApi.remove, (call) =>
  deleteOwnWebhook(contextOf(call), callerOf(call.user), id(call.params)),
);
export const secret = route(webhooksApi.renewSecret, (call) =>
  renewSecret(contextOf(call), callerOf(call.user), id(call.params)),
);
export const test = route(webhooksApi.test, (call) =>
  testWebhook(contextOf(call), callerOf(call.user), id(call.params)),
);
export const deliveries = route(webhooksApi.deliveries, (call) =>
  listOwnDeliveries(contextOf(call), callerOf(call.user), id(call.params), call.query),
);
export const redeliver = route(webhooksApi.redeliver, (call) =>
  sendAgain(contextOf(call), callerOf(call.user), id(call.params), call.params.delivery ?? ''),
);
