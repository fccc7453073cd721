import type { Sql } from '../../db/pool';
import type { Database } from '../../db/client';
import { enqueue } from '../../db/enqueue';
import { listTenants } from '../../db/tenants/tenants';
import { countDropped, countPending, insertDeliveries, listOverdue } from '../../db/webhooks/deliveries';
import {
  advanceFeed,
  beginFeed,
  endFeed,
  findFeedPosition,
  listFinished,
  oldestTransaction,
  takeDeleted,
  takeDeviceChanges,
  takeFeed,
  takeSilence,
  type DeviceFacts,
} from '../../db/webhooks/feed';
import { listWebhooks, type WebhookRecord } from '../../db/webhooks/webhooks';
import { everywhere } from '../../domain/tenants/scope';
import { deviceEvents, eventBody, eventId, type FoundEvent } from '../../domain/webhooks/events';
import type { WebhookEvent } from '../../domain/webhooks/webhook';
import { deliverWebhooksJob, deliverWebhooksKey } from '../../jobs/definitions/deliver-webhooks';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Changes that one transaction takes. */
const BATCH = 500;
/** What is not announced, silence and deletion, is looked for this often. */
const SWEEP_MS = 20_000;
/** A delivery that waits so long for its job has lost it. */
const OVERDUE_MS = 60_000;
/** Deliveries that may wait for one webhook; further events are counted, not kept. */
export const MAX_PENDING = 20_000;

const jsonObject = z.record(z.string(), z.json());

export interface FindOptions {
  /** Hours without a request after which a device counts as unreachable. */
  unreachableHours: number;
  now?: () => Date;
}

/**
 * Compares the database with what webhooks were last told, and puts what is new into their deliveries and the job queue,
 * in one transaction. Writers and phones do nothing for it. True: there is more to do at once.
 */
export async function findEvents(database: Database, options: FindOptions): Promise<boolean> {
  return database.transaction(async (sql) => {
    if (!(await takeFeed(sql, false))) return false;
    const webhooks = await enabledWebhooks(sql);
    const position = await findFeedPosition(sql);
    if (webhooks.length === 0) {
      if (position) await endFeed(sql);
      return false;
    }
    if (!position) {
      await beginFeed(sql, options.unreachableHours);
      return false;
    }
    const now = options.now?.() ?? new Date();
    const oldest = await oldestTransaction(sql);
    const changes = await takeDeviceChanges(sql, position.revision, BATCH);
    const events = changes.flatMap((change) =>
      deviceEvents(
        { ...change, facts: jsonObject.parse(change.facts) },
        change.before && { hash: change.before.hash, facts: jsonObject.parse(change.before.facts) },
      ),
    );
    events.push(...(await finishedOperations(sql, position.operationsSince)));
    const sweep = now.getTime() - position.sweptAt.getTime() >= SWEEP_MS;
    const swept = sweep ? await sweepDevices(sql, options.unreachableHours) : [];
    events.push(...swept);
    await deliver(sql, webhooks, events, now);
    if (sweep) for (const id of await listOverdue(sql, OVERDUE_MS)) await enqueueDelivery(sql, id);
    const more = changes.length === BATCH || swept.length >= BATCH;
    await advanceFeed(sql, position, oldest, { complete: !more, swept: sweep && swept.length < BATCH });
    return more;
  });
}

/** From now on changes count. In the transaction that makes or enables a webhook, so that nothing after it is missed. */
export async function ensureFeed(sql: Sql, unreachableHours: number): Promise<void> {
  await takeFeed(sql, true);
  if (!(await findFeedPosition(sql))) await beginFeed(sql, unreachableHours);
}

/** Puts the job that delivers to the webhook into the queue. */
export async function enqueueDelivery(sql: Sql, webhook: string, delayMs = 0): Promise<void> {
  await enqueue(sql, deliverWebhooksJob, { webhook }, { key: deliverWebhooksKey(webhook), delayMs });
}

async function enabledWebhooks(sql: Sql): Promise<WebhookRecord[]> {
  return (await listWebhooks(sql, everywhere(''))).filter(({ enabled }) => enabled);
}

async function sweepDevices(sql: Sql, hours: number): Promise<FoundEvent[]> {
  const of = (type: WebhookEvent, devices: readonly DeviceFacts[]): FoundEvent[] =>
    devices.map(({ id, tenantId, revision, facts, lastSeenAt }) => ({
      id: eventId(type, id, lastSeenAt ?? revision),
      type,
      tenantId,
      data: { device: jsonObject.parse(facts), ...(type === 'device.deleted' ? {} : { lastSeenAt }) },
    }));
  return [
    ...of('device.deleted', await takeDeleted(sql, BATCH)),
    ...of('device.unreachable', await takeSilence(sql, true, hours, BATCH)),
    ...of('device.reachable', await takeSilence(sql, false, hours, BATCH)),
  ];
}

async function finishedOperations(sql: Sql, since: string): Promise<FoundEvent[]> {
  const events: FoundEvent[] = [];
  for (let from = since; ;) {
    const finished = await listFinished(sql, from, BATCH);
    for (const { parent, number, tenantId, label, state, error, createdAt, finishedAt } of finished) {
      events.push({
        id: eventId('job.finished', parent, String(number)),
        type: 'job.finished',
        tenantId,
        data: {
          job: {
            operation: `${parent}/${number}`,
            label,
            state,
            error,
            startedAt: createdAt.toISOString(),
            finishedAt: finishedAt.toISOString(),
          },
        },
      });
    }
    const last = finished.at(-1)?.finishedAt.toISOString();
    if (finished.length < BATCH || last === undefined || last === from) return events;
    from = last;
  }
}

/** A webhook is told of what happens in its tenant and those below. */
async function deliver(
  sql: Sql,
  webhooks: readonly WebhookRecord[],
  events: readonly FoundEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const parents = new Map((await listTenants(sql)).map(({ id, parentId }) => [id, parentId]));
  const pending = await countPending(
    sql,
    webhooks.map(({ id }) => id),
    MAX_PENDING,
  );
  for (const webhook of webhooks) {
    const wanted = events.filter(
      (event) => webhook.events.includes(event.type) && isWithin(parents, event.tenantId, webhook.tenantId),
    );
    if (wanted.length === 0) continue;
    const room = Math.max(0, MAX_PENDING - (pending.get(webhook.id) ?? 0));
    await insertDeliveries(
      sql,
      wanted.slice(0, room).map((event) => ({
        id: randomUUID(),
        webhookId: webhook.id,
        eventId: event.id,
        event: event.type,
        payload: eventBody(event, now),
      })),
    );
    if (wanted.length > room) await countDropped(sql, webhook.id, wanted.length - room);
    const rest = webhook.pausedUntil ? webhook.pausedUntil.getTime() - now.getTime() : 0;
    await enqueueDelivery(sql, webhook.id, Math.max(0, rest));
  }
}

function isWithin(parents: ReadonlyMap<string, string | null>, tenant: string, root: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = tenant; at; at = parents.get(at)) {
    if (at === root) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}
