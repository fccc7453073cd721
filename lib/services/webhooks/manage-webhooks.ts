import { randomUUID } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import type { Database } from '../../db/client';
import type { Sql } from '../../db/pool';
import { listSubtree } from '../../db/tenants/tenants';
import {
  insertDeliveries,
  listDeliveries,
  requeueDelivery,
  summarizeDeliveries,
  type DeliveryRecord,
  type DeliverySummary,
} from '../../db/webhooks/deliveries';
import {
  countWebhooks,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  replaceWebhookSecret,
  updateWebhook,
  type WebhookRecord,
} from '../../db/webhooks/webhooks';
import { scopeOf, type TenantScope } from '../../domain/tenants/scope';
import { eventBody } from '../../domain/webhooks/events';
import { newSecret } from '../../domain/webhooks/signature';
import type { CreatedWebhook, DeliveryPage, DeliveryView, WebhookView } from '../../domain/webhooks/views';
import {
  MAX_WEBHOOKS,
  TEST_EVENT,
  type ChangeWebhook,
  type CreateWebhook,
  type DeliveryQuery,
} from '../../domain/webhooks/webhook';
import { appError } from '../../shared/errors';
import type { Networks } from '../../shared/network';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { actorName, type Caller } from '../actor';
import { enqueueDelivery, ensureFeed } from './find-events';
import { checkTarget } from './target';

export interface WebhookContext {
  database: Database;
  /** Hours without a request after which a device counts as unreachable. */
  unreachableHours: number;
  /** Private networks that webhooks may reach. */
  allowed: Networks;
}

const NO_SUCH_WEBHOOK = appError('not_found', 'There is no such webhook.');
const NO_SUCH_DELIVERY = appError('not_found', 'There is no such delivery.');

/** Webhooks of the caller's tenant and those below. */
export async function listOwnWebhooks(
  { database }: WebhookContext,
  caller: Caller,
): Promise<Result<WebhookView[]>> {
  const allowed = authorize(caller, 'offhook.webhooks.read');
  if (!allowed.ok) return allowed;
  const webhooks = await listWebhooks(database.sql, await scopeFor(database.sql, caller));
  const summaries = await summarizeDeliveries(
    database.sql,
    webhooks.map(({ id }) => id),
  );
  return ok(webhooks.map((webhook) => view(webhook, summaries.get(webhook.id))));
}

export async function readWebhook(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
): Promise<Result<WebhookView>> {
  const allowed = authorize(caller, 'offhook.webhooks.read');
  if (!allowed.ok) return allowed;
  const webhook = await findOwn(database.sql, caller, id);
  if (!webhook) return err(NO_SUCH_WEBHOOK);
  return ok(view(webhook, (await summarizeDeliveries(database.sql, [id])).get(id)));
}

/** It belongs to the caller's tenant. What happens from now on is told. */
export async function createOwnWebhook(
  context: WebhookContext,
  caller: Caller,
  form: CreateWebhook,
): Promise<Result<CreatedWebhook>> {
  const allowed = authorize(caller, 'offhook.webhooks.create');
  if (!allowed.ok) return allowed;
  const target = checkTarget(form.url, context.allowed);
  if (!target.ok) return target;
  const id = randomUUID();
  const secret = newSecret();
  const created = await context.database.transaction(async (sql) => {
    await ensureFeed(sql, context.unreachableHours);
    if ((await countWebhooks(sql, caller.tenant)) >= MAX_WEBHOOKS) return null;
    await insertWebhook(sql, context.database.keyring, { id, tenantId: caller.tenant, ...form, secret });
    await audit(sql, caller, 'webhook.create', id);
    return findWebhook(sql, scopeOf(caller.tenant), id);
  });
  if (!created)
    return err(appError('conflict', `A tenant has at most ${MAX_WEBHOOKS} webhooks. Delete one first.`));
  return ok({ ...view(created, undefined), secret });
}

export async function changeOwnWebhook(
  context: WebhookContext,
  caller: Caller,
  id: string,
  changes: ChangeWebhook,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'offhook.webhooks.update');
  if (!allowed.ok) return allowed;
  return context.database.transaction(async (sql): Promise<Result<void>> => {
    await ensureFeed(sql, context.unreachableHours);
    const webhook = await findOwn(sql, caller, id);
    if (!webhook) return err(NO_SUCH_WEBHOOK);
    // One that was let in before can still be renamed and disabled.
    const moved = changes.url !== undefined && changes.url !== webhook.url;
    const target = moved ? checkTarget(changes.url ?? '', context.allowed) : ok(undefined);
    if (!target.ok) return target;
    await updateWebhook(sql, id, {
      name: changes.name ?? webhook.name,
      url: changes.url ?? webhook.url,
      events: changes.events ?? webhook.events,
      enabled: changes.enabled ?? webhook.enabled,
    });
    // What still waits from before goes out again.
    await enqueueDelivery(sql, id);
    await audit(sql, caller, 'webhook.update', id);
    return ok(undefined);
  });
}

export async function deleteOwnWebhook(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'offhook.webhooks.delete');
  if (!allowed.ok) return allowed;
  return database.transaction(async (sql): Promise<Result<void>> => {
    if (!(await findOwn(sql, caller, id))) return err(NO_SUCH_WEBHOOK);
    await deleteWebhook(sql, id);
    await audit(sql, caller, 'webhook.delete', id);
    return ok(undefined);
  });
}

/** A new key; the old one is of no use any more. */
export async function renewSecret(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
): Promise<Result<{ secret: string }>> {
  const allowed = authorize(caller, 'offhook.webhooks.update');
  if (!allowed.ok) return allowed;
  const secret = newSecret();
  return database.transaction(async (sql): Promise<Result<{ secret: string }>> => {
    if (!(await findOwn(sql, caller, id))) return err(NO_SUCH_WEBHOOK);
    await replaceWebhookSecret(sql, database.keyring, id, secret);
    await audit(sql, caller, 'webhook.secret.renew', id);
    return ok({ secret });
  });
}

/** Sends an event that tells nothing, to try the address. What comes of it is in the list of deliveries. */
export async function testWebhook(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
): Promise<Result<{ id: string }>> {
  const allowed = authorize(caller, 'offhook.webhooks.update');
  if (!allowed.ok) return allowed;
  return database.transaction(async (sql): Promise<Result<{ id: string }>> => {
    const webhook = await findOwn(sql, caller, id);
    if (!webhook) return err(NO_SUCH_WEBHOOK);
    if (!webhook.enabled) return err(appError('conflict', 'The webhook is disabled. Enable it first.'));
    const delivery = randomUUID();
    const event = { id: randomUUID(), type: TEST_EVENT, tenantId: webhook.tenantId, data: {} };
    await insertDeliveries(sql, [
      {
        id: delivery,
        webhookId: id,
        eventId: event.id,
        event: event.type,
        payload: eventBody(event, new Date()),
      },
    ]);
    await enqueueDelivery(sql, id);
    return ok({ id: delivery });
  });
}

export async function listOwnDeliveries(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
  query: DeliveryQuery,
): Promise<Result<DeliveryPage>> {
  const allowed = authorize(caller, 'offhook.webhooks.read');
  if (!allowed.ok) return allowed;
  if (!(await findOwn(database.sql, caller, id))) return err(NO_SUCH_WEBHOOK);
  const rows = await listDeliveries(database.sql, id, { ...query, size: query.size + 1 });
  const page = rows.slice(0, query.size).map(deliveryView);
  return ok({ rows: page, next: rows.length > query.size ? (page.at(-1)?.id ?? null) : null });
}

export async function redeliver(
  { database }: WebhookContext,
  caller: Caller,
  id: string,
  deliveryId: string,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'offhook.webhooks.update');
  if (!allowed.ok) return allowed;
  if (!UUID.test(deliveryId)) return err(NO_SUCH_DELIVERY);
  return database.transaction(async (sql): Promise<Result<void>> => {
    const webhook = await findOwn(sql, caller, id);
    if (!webhook) return err(NO_SUCH_WEBHOOK);
    if (!webhook.enabled) return err(appError('conflict', 'The webhook is disabled. Enable it first.'));
    if (!(await requeueDelivery(sql, id, deliveryId))) return err(NO_SUCH_DELIVERY);
    await enqueueDelivery(sql, id);
    await audit(sql, caller, 'webhook.redeliver', id);
    return ok(undefined);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function findOwn(sql: Sql, caller: Caller, id: string): Promise<WebhookRecord | null> {
  return UUID.test(id) ? findWebhook(sql, await scopeFor(sql, caller), id) : null;
}

async function scopeFor(sql: Sql, caller: Caller): Promise<TenantScope> {
  return scopeOf(caller.tenant, await listSubtree(sql, caller.tenant));
}

async function audit(sql: Sql, caller: Caller, action: string, id: string): Promise<void> {
  await writeAudit(sql, {
    tenantId: caller.tenant,
    actor: actorName(caller.actor),
    action,
    target: `webhook/${id}`,
  });
}

function view(webhook: WebhookRecord, summary: DeliverySummary | undefined): WebhookView {
  const paused = webhook.pausedUntil !== null && webhook.pausedUntil.getTime() > Date.now();
  return {
    id: webhook.id,
    tenantId: webhook.tenantId,
    name: webhook.name,
    url: webhook.url,
    events: webhook.events,
    enabled: webhook.enabled,
    disabledReason: webhook.disabledReason,
    failures: webhook.failures,
    pausedUntil: paused ? (webhook.pausedUntil?.toISOString() ?? null) : null,
    dropped: webhook.dropped,
    pending: summary?.pending ?? 0,
    delivered: summary?.delivered ?? 0,
    failed: summary?.failed ?? 0,
    lastEventAt: summary?.lastAt?.toISOString() ?? null,
    createdAt: webhook.createdAt.toISOString(),
  };
}

function deliveryView(delivery: DeliveryRecord): DeliveryView {
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    event: delivery.event,
    state: delivery.state,
    attempts: delivery.attempts,
    nextAt: delivery.state === 'pending' ? delivery.nextAt.toISOString() : null,
    createdAt: delivery.createdAt.toISOString(),
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
    payload: delivery.payload,
    log: delivery.log,
  };
}
