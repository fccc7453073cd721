import type http from 'node:http';
import type { Database } from '../../db/client';
import { findNextDue, listDue, noteAttempt, type DeliveryRecord } from '../../db/webhooks/deliveries';
import {
  disableWebhook,
  findWebhook,
  findWebhookSecret,
  leaseWebhook,
  noteFailure,
  noteSuccess,
  pauseWebhook,
  releaseWebhook,
} from '../../db/webhooks/webhooks';
import { everywhere } from '../../domain/tenants/scope';
import { pauseAfter, restAfter } from '../../domain/webhooks/backoff';
import { signedHeaders } from '../../domain/webhooks/signature';
import type { Networks } from '../../shared/network';
import { enqueueDelivery } from './find-events';
import { pinnedAgent, send, type SentOutcome } from './send';
import { chooseAddress, type Resolve } from './target';

export interface DeliverOptions {
  /** Private networks that webhooks may reach. */
  allowed: Networks;
  resolve?: Resolve;
  /** Of one attempt. */
  limitMs?: number;
}

/** Requests to one webhook at once. */
const AT_ONCE = 4;
const PAGE = 40;
/** A run ends after this, so that other jobs get their turn; the next begins at once. */
const RUN_MS = 15_000;
/** Longer than a run with its last request may take. */
const LEASE_MS = 60_000;
/** A webhook that has failed so often in a row, through every pause of a delivery, is disabled. */
const GIVE_UP_AFTER = 40;

/** Delivers what waits for the webhook. One process at a time does; what can't be delivered now comes again later. */
export async function deliverWebhook(
  database: Database,
  webhookId: string,
  options: DeliverOptions,
): Promise<void> {
  const { sql } = database;
  if (await leaseWebhook(sql, webhookId, LEASE_MS)) {
    try {
      await run(database, webhookId, options);
    } finally {
      await releaseWebhook(sql, webhookId);
    }
  }
  const due = await findNextDue(sql, webhookId);
  if (due !== null) await enqueueDelivery(sql, webhookId, due);
}

async function run(database: Database, webhookId: string, options: DeliverOptions): Promise<void> {
  const { sql, keyring } = database;
  const webhook = await findWebhook(sql, everywhere(''), webhookId);
  const secret = await findWebhookSecret(sql, keyring, webhookId);
  const url = URL.parse(webhook?.url ?? '');
  if (!webhook || !secret || !url) return;
  const until = Date.now() + RUN_MS;
  const address = await chooseAddress(url, options.allowed, options.resolve);
  const agent = address.ok ? pinnedAgent(url, address.value, AT_ONCE) : null;
  const attempt = (delivery: DeliveryRecord): Promise<boolean> =>
    attemptDelivery(database, delivery, async () =>
      agent && address.ok
        ? post(url, agent, secret, delivery, options.limitMs)
        : { status: null, error: address.ok ? '' : address.error.message, response: null },
    );
  try {
    while (Date.now() < until) {
      const due = await listDue(sql, webhookId, PAGE);
      if (due.length === 0 || !(await inTurns(due, until, attempt))) return;
    }
  } finally {
    agent?.destroy();
  }
}

/** False: the webhook is to be left alone for now. */
async function inTurns(
  due: DeliveryRecord[],
  until: number,
  attempt: (delivery: DeliveryRecord) => Promise<boolean>,
): Promise<boolean> {
  let going = true;
  const work = async (): Promise<void> => {
    for (let next = due.shift(); next && going && Date.now() < until; next = due.shift())
      if (!(await attempt(next))) going = false;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return going;
}

function post(
  url: URL,
  agent: http.Agent,
  secret: string,
  delivery: DeliveryRecord,
  limitMs: number | undefined,
): Promise<SentOutcome> {
  const headers = {
    ...signedHeaders(secret, delivery.eventId, new Date(), delivery.payload),
    'content-type': 'application/json',
    'user-agent': 'Offhook',
    'offhook-event': delivery.event,
    'offhook-delivery': delivery.id,
  };
  return send(url, agent, headers, delivery.payload, limitMs);
}

async function attemptDelivery(
  { sql }: Database,
  delivery: DeliveryRecord,
  request: () => Promise<SentOutcome>,
): Promise<boolean> {
  const started = new Date();
  const outcome = await request();
  const { status } = outcome;
  const entry = { at: started.toISOString(), ms: Date.now() - started.getTime(), ...outcome };
  if (status !== null && status >= 200 && status < 300) {
    await noteAttempt(sql, delivery.id, entry, { state: 'delivered', retryInMs: null });
    await noteSuccess(sql, delivery.webhookId);
    return true;
  }
  const pause = pauseAfter(delivery.attempts + 1);
  await noteAttempt(sql, delivery.id, entry, {
    state: pause === null ? 'failed' : 'pending',
    retryInMs: pause,
  });
  const failures = await noteFailure(sql, delivery.webhookId);
  // 410 is the receiver's way to say that it wants no more.
  if (status === 410) await disableWebhook(sql, delivery.webhookId, 'gone');
  else if (failures >= GIVE_UP_AFTER && pause === null)
    await disableWebhook(sql, delivery.webhookId, 'failing');
  const refusedThisOne = status !== null && status >= 400 && status < 500 && status !== 429 && status !== 410;
  if (refusedThisOne) return true;
  await pauseWebhook(sql, delivery.webhookId, restAfter(failures));
  return false;
}
