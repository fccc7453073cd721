import type { Sql } from '../pool';

/** How far changes have been looked at. */
export interface FeedPosition {
  /** Decimal. */
  revision: string;
  nextRevision: string;
  nextAt: string;
  operationsSince: string;
  sweptAt: Date;
}

/** What webhooks are told of a device, and compared to find changes. */
const FACTS = `jsonb_build_object('id', d.id, 'mac', d.mac, 'ip', d.ip, 'vendor', d.vendor, 'model', d.model,
  'version', d.version, 'plugin', d.plugin, 'config', d.config, 'configured', d.configured, 'description',
  d.search->'description', 'error', d.config_error->>'message')`;
const HASH = `md5(d.search::text)`;

/** Held by the one process that looks for events. */
const FEED_LOCK = 4_706_312;

/** True: until the end of the transaction nobody else looks for events. */
export async function takeFeed(sql: Sql, wait: boolean): Promise<boolean> {
  if (wait) {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [FEED_LOCK]);
    return true;
  }
  const [row] = await sql.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    FEED_LOCK,
  ]);
  return row?.taken ?? false;
}

export async function findFeedPosition(sql: Sql): Promise<FeedPosition | null> {
  const [row] = await sql.query<FeedPosition>(
    `SELECT revision::text AS revision, next_revision::text AS "nextRevision", next_at::text AS "nextAt",
       operations_since::text AS "operationsSince", swept_at AS "sweptAt" FROM webhook_feed`,
  );
  return row ?? null;
}

/** From now on changes count: remembers every device as it is. */
export async function beginFeed(sql: Sql, silentHours: number): Promise<void> {
  // Read first: a change that is committed later is in the rows below or has a greater revision.
  const revision = await lastRevision(sql);
  await sql.execute('DELETE FROM webhook_device', []);
  await sql.execute(
    `INSERT INTO webhook_device (device_id, tenant_id, revision, facts, hash, silent)
     SELECT d.id, d.tenant_id, d.revision, ${FACTS}, ${HASH},
       coalesce((SELECT last_seen_at < now() - $1 * interval '1 hour' FROM device_state s WHERE s.device_id = d.id), false)
     FROM device d`,
    [silentHours],
  );
  const oldest = await oldestTransaction(sql);
  await sql.execute(
    `INSERT INTO webhook_feed (id, revision, next_revision, next_at, operations_since, swept_at)
     VALUES (1, 0, $1, clock_timestamp(), $2, now()) ON CONFLICT (id) DO NOTHING`,
    [revision, oldest],
  );
}

/** Nobody wants to be told: what was remembered is forgotten. */
export async function endFeed(sql: Sql): Promise<void> {
  await sql.execute('DELETE FROM webhook_feed', []);
  await sql.execute('DELETE FROM webhook_device', []);
}

/**
 * When the oldest transaction that is still under way began; now when there is none. Revisions are numbered before they
 * are committed, so a smaller one may appear after a greater one: but only in a transaction that has not ended.
 */
export async function oldestTransaction(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ at: string }>(
    `SELECT least(min(xact_start), now())::text AS at FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
  );
  if (!row) throw new Error('pg_stat_activity gave nothing');
  return row.at;
}

async function lastRevision(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ last: string }>('SELECT last_value::text AS last FROM offhook_revision');
  if (!row) throw new Error('the sequence offhook_revision gave nothing');
  return row.last;
}

/** Everything that was committed before `oldest` has been looked at. */
export async function advanceFeed(
  sql: Sql,
  position: FeedPosition,
  oldest: string,
  options: { complete: boolean; swept: boolean },
): Promise<void> {
  const last = await lastRevision(sql);
  await sql.execute(
    `UPDATE webhook_feed SET
       revision = CASE WHEN $1 AND next_at <= $2::timestamptz THEN next_revision ELSE revision END,
       next_revision = CASE WHEN next_at <= $2::timestamptz THEN $3 ELSE next_revision END,
       next_at = CASE WHEN next_at <= $2::timestamptz THEN clock_timestamp() ELSE next_at END,
       operations_since = CASE WHEN $1 THEN $2::timestamptz ELSE operations_since END,
       swept_at = CASE WHEN $4 THEN now() ELSE swept_at END
     WHERE revision = $5`,
    [options.complete, oldest, last, options.swept, position.revision],
  );
}

export interface DeviceChange {
  id: string;
  tenantId: string;
  revision: string;
  facts: Record<string, unknown>;
  hash: string;
  /** As it was; null: it was not there. */
  before: { facts: Record<string, unknown>; hash: string } | null;
}

/** Devices that differ from what is remembered of them, and remembers them as they are. */
export async function takeDeviceChanges(sql: Sql, since: string, limit: number): Promise<DeviceChange[]> {
  return sql.query<DeviceChange>(
    `WITH changed AS MATERIALIZED (
       SELECT d.id, d.tenant_id, d.revision, ${FACTS} AS facts, ${HASH} AS hash, w.facts AS old_facts, w.hash AS old_hash
       FROM device d LEFT JOIN webhook_device w ON w.device_id = d.id
       WHERE d.revision > $1 AND w.revision IS DISTINCT FROM d.revision ORDER BY d.revision LIMIT $2
     ), kept AS (
       INSERT INTO webhook_device (device_id, tenant_id, revision, facts, hash)
       SELECT id, tenant_id, revision, facts, hash FROM changed
       ON CONFLICT (device_id) DO UPDATE SET tenant_id = excluded.tenant_id, revision = excluded.revision,
         facts = excluded.facts, hash = excluded.hash
     )
     SELECT id, tenant_id AS "tenantId", revision::text AS revision, facts, hash,
       CASE WHEN old_hash IS NULL THEN NULL ELSE jsonb_build_object('facts', old_facts, 'hash', old_hash) END AS before
     FROM changed ORDER BY changed.revision, id`,
    [since, limit],
  );
}

export interface DeviceFacts {
  id: string;
  tenantId: string;
  revision: string;
  facts: Record<string, unknown>;
  /** ISO 8601; null: never. */
  lastSeenAt: string | null;
}

/** Devices that are gone; they are forgotten. */
export async function takeDeleted(sql: Sql, limit: number): Promise<DeviceFacts[]> {
  return sql.query<DeviceFacts>(
    `DELETE FROM webhook_device WHERE device_id IN (
       SELECT device_id FROM webhook_device w WHERE NOT EXISTS (SELECT FROM device d WHERE d.id = w.device_id) LIMIT $1)
     RETURNING device_id AS id, tenant_id AS "tenantId", revision::text AS revision, facts, NULL AS "lastSeenAt"`,
    [limit],
  );
}

/** Devices that have fallen silent, or that were and have been seen again. */
export async function takeSilence(
  sql: Sql,
  silent: boolean,
  hours: number,
  limit: number,
): Promise<DeviceFacts[]> {
  return sql.query<DeviceFacts>(
    `UPDATE webhook_device w SET silent = $1 FROM (
       SELECT w.device_id, s.last_seen_at FROM webhook_device w JOIN device_state s ON s.device_id = w.device_id
       WHERE w.silent <> $1 AND (s.last_seen_at < now() - $2 * interval '1 hour') = $1 LIMIT $3) found
     WHERE w.device_id = found.device_id
     RETURNING w.device_id AS id, w.tenant_id AS "tenantId", w.revision::text AS revision, w.facts,
       to_char(found.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastSeenAt"`,
    [silent, hours, limit],
  );
}

export interface FinishedOperation {
  parent: string;
  number: number;
  tenantId: string;
  label: string | null;
  state: string;
  error: string | null;
  createdAt: Date;
  finishedAt: Date;
}

/** Operations that ended in a transaction that began at `since` or later, the first first. The column has milliseconds. */
export async function listFinished(sql: Sql, since: string, limit: number): Promise<FinishedOperation[]> {
  return sql.query<FinishedOperation>(
    `SELECT parent, number, tenant_id AS "tenantId", label, state, error, created_at AS "createdAt", finished_at AS "finishedAt"
     FROM operation WHERE finished_at >= $1::timestamptz - interval '1 millisecond' ORDER BY finished_at, parent, number LIMIT $2`,
    [since, limit],
  );
}
