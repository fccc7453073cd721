import { z } from 'zod';
import {
  deliveryAttempt,
  deliveryState,
  type DeliveryAttempt,
  type DeliveryQuery,
  type DeliveryState,
} from '../../domain/webhooks/webhook';
import type { Sql } from '../pool';

export interface DeliveryRecord {
  id: string;
  webhookId: string;
  eventId: string;
  event: string;
  /** JSON text, as it is sent. */
  payload: string;
  state: DeliveryState;
  attempts: number;
  nextAt: Date;
  log: DeliveryAttempt[];
  createdAt: Date;
  finishedAt: Date | null;
}

interface Row {
  id: string;
  webhook_id: string;
  event_id: string;
  event: string;
  payload: string;
  state: string;
  attempts: number;
  next_at: Date;
  log: unknown;
  created_at: Date;
  finished_at: Date | null;
}

const COLUMNS = `id, webhook_id, event_id, event, payload::text AS payload, state, attempts, next_at, log, created_at,
  finished_at`;

export interface NewDelivery {
  id: string;
  webhookId: string;
  eventId: string;
  event: string;
  payload: string;
}

/** Rows in one statement; its parameters are bounded. */
const CHUNK = 500;

/** An event that a webhook was told of already is left out. */
export async function insertDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<void> {
  for (let i = 0; i < deliveries.length; i += CHUNK) {
    const some = deliveries.slice(i, i + CHUNK);
    await sql.execute(
      `INSERT INTO webhook_delivery (id, webhook_id, event_id, event, payload)
       SELECT id, webhook_id, event_id, event, payload::json
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS d(id, webhook_id, event_id, event, payload)
       ON CONFLICT (webhook_id, event_id) DO NOTHING`,
      [
        some.map((d) => d.id),
        some.map((d) => d.webhookId),
        some.map((d) => d.eventId),
        some.map((d) => d.event),
        some.map((d) => d.payload),
      ],
    );
  }
}

/** Those that wait and whose time has come, the oldest first. */
export async function listDue(sql: Sql, webhookId: string, limit: number): Promise<DeliveryRecord[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND state = 'pending' AND next_at <= now()
     ORDER BY next_at, created_at, id LIMIT $2`,
    [webhookId, limit],
  );
  return rows.map(record);
}

/** When the next one of the webhook is due, in milliseconds from now, at least 0; null: none waits. */
export async function findNextDue(sql: Sql, webhookId: string): Promise<number | null> {
  const [row] = await sql.query<{ ms: number | null }>(
    `SELECT greatest(0, extract(epoch FROM greatest(min(d.next_at), min(w.paused_until), min(w.leased_until)) - now()) * 1000)::int
       AS ms
     FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
     WHERE d.webhook_id = $1 AND d.state = 'pending' AND w.enabled`,
    [webhookId],
  );
  return row?.ms ?? null;
}

/** Webhooks with a delivery that is overdue and that nobody delivers to: their job was lost. */
export async function listOverdue(sql: Sql, milliseconds: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM webhook w WHERE enabled AND coalesce(leased_until, now()) <= now() AND coalesce(paused_until, now()) <= now()
       AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'pending'
         AND d.next_at < now() - $1 * interval '1 millisecond')`,
    [milliseconds],
  );
  return rows.map(({ id }) => id);
}

export async function countPending(
  sql: Sql,
  webhookIds: readonly string[],
  limit: number,
): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; n: number }>(
    `SELECT id, (SELECT count(*)::int FROM (SELECT 1 FROM webhook_delivery WHERE webhook_id = w.id AND state = 'pending'
       LIMIT $2) few) AS n FROM unnest($1::uuid[]) AS w(id)`,
    [webhookIds, limit],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

export async function countDropped(sql: Sql, webhookId: string, events: number): Promise<void> {
  await sql.execute('UPDATE webhook SET dropped = dropped + $2 WHERE id = $1', [webhookId, events]);
}

/** Attempts that a delivery remembers, however often it is sent again by hand. */
const LOG_LIMIT = 20;

/** Writes down an attempt. `retryInMs` null: that was the last. */
export async function noteAttempt(
  sql: Sql,
  id: string,
  attempt: DeliveryAttempt,
  outcome: { state: DeliveryState; retryInMs: number | null },
): Promise<void> {
  await sql.execute(
    `UPDATE webhook_delivery SET attempts = attempts + 1, state = $2,
       next_at = now() + coalesce($3::double precision, 0) * interval '1 millisecond',
       finished_at = CASE WHEN $2 <> 'pending' THEN now() END,
       log = (SELECT coalesce(jsonb_agg(entry ORDER BY place), '[]')
         FROM (SELECT entry, place FROM jsonb_array_elements(log || $4::jsonb) WITH ORDINALITY AS e(entry, place)
           ORDER BY place DESC LIMIT $5) kept)
     WHERE id = $1`,
    [id, outcome.state, outcome.retryInMs, JSON.stringify([attempt]), LOG_LIMIT],
  );
}

/** The latest first. */
export async function listDeliveries(
  sql: Sql,
  webhookId: string,
  query: DeliveryQuery,
): Promise<DeliveryRecord[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2)
       AND ($3::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM webhook_delivery WHERE id = $3))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [webhookId, query.state ?? null, query.before ?? null, query.size],
  );
  return rows.map(record);
}

/** Sends it again, from the first attempt on. False: no such delivery of the webhook. */
export async function requeueDelivery(sql: Sql, webhookId: string, id: string): Promise<boolean> {
  const changed = await sql.execute(
    `UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = now(), finished_at = NULL
     WHERE id = $2 AND webhook_id = $1`,
    [webhookId, id],
  );
  return changed === 1;
}

/** Deletes at most `limit` deliveries that ended more than `days` ago, and says how many. */
export async function pruneDeliveries(sql: Sql, days: number, limit: number): Promise<number> {
  return sql.execute(
    `DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery
       WHERE finished_at < now() - $1 * interval '1 day' ORDER BY finished_at LIMIT $2)`,
    [days, limit],
  );
}

export interface DeliverySummary {
  pending: number;
  /** Of the last 24 hours. */
  delivered: number;
  failed: number;
  lastAt: Date | null;
}

export async function summarizeDeliveries(
  sql: Sql,
  webhookIds: readonly string[],
): Promise<Map<string, DeliverySummary>> {
  const rows = await sql.query<DeliverySummary & { id: string }>(
    `SELECT webhook_id AS id, count(*) FILTER (WHERE state = 'pending')::int AS pending,
       count(*) FILTER (WHERE state = 'delivered' AND finished_at > now() - interval '1 day')::int AS delivered,
       count(*) FILTER (WHERE state = 'failed' AND finished_at > now() - interval '1 day')::int AS failed,
       max(created_at) AS "lastAt"
     FROM webhook_delivery WHERE webhook_id = ANY($1::uuid[]) GROUP BY webhook_id`,
    [webhookIds],
  );
  return new Map(rows.map(({ id, ...summary }) => [id, summary]));
}

function record(row: Row): DeliveryRecord {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    event: row.event,
    payload: row.payload,
    state: deliveryState.parse(row.state),
    attempts: row.attempts,
    nextAt: row.next_at,
    log: z.array(deliveryAttempt).parse(row.log),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
