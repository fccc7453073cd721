import { webhookEvent, type WebhookEvent } from '../../domain/webhooks/webhook';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Keyring } from '../../shared/keyring';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';
import { openValue, sealValue } from '../secrets';

export interface WebhookRecord {
  id: string;
  tenantId: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  /** Why Offhook itself disabled it. */
  disabledReason: 'gone' | 'failing' | null;
  failures: number;
  dropped: number;
  pausedUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

interface Row {
  id: string;
  tenant_id: string;
  name: string;
  url: string;
  events: string[];
  enabled: boolean;
  disabled_reason: string | null;
  failures: number;
  dropped: number;
  paused_until: Date | null;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = `id, tenant_id, name, url, events, enabled, disabled_reason, failures, dropped, paused_until, created_at,
  updated_at`;

/** In the order in which they were made. */
export async function listWebhooks(sql: Sql, scope: TenantScope): Promise<WebhookRecord[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM webhook WHERE ${inScopeSql('$1')} ORDER BY created_at, id`,
    [scopeTenants(scope)],
  );
  return rows.map(record);
}

export async function findWebhook(sql: Sql, scope: TenantScope, id: string): Promise<WebhookRecord | null> {
  const [row] = await sql.query<Row>(`SELECT ${COLUMNS} FROM webhook WHERE id = $1 AND ${inScopeSql('$2')}`, [
    id,
    scopeTenants(scope),
  ]);
  return row ? record(row) : null;
}

export async function countWebhooks(sql: Sql, tenantId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM webhook WHERE tenant_id = $1',
    [tenantId],
  );
  return row?.n ?? 0;
}

/** The key that signs is sealed and bound to the row. */
export async function insertWebhook(
  sql: Sql,
  keyring: Keyring,
  webhook: { id: string; tenantId: string; name: string; url: string; events: string[]; secret: string },
): Promise<void> {
  await sql.execute(
    'INSERT INTO webhook (id, tenant_id, name, url, events, secret) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      webhook.id,
      webhook.tenantId,
      webhook.name,
      webhook.url,
      webhook.events,
      sealValue(keyring, secretPlace(webhook.id), webhook.secret),
    ],
  );
}

/** Enabling it forgets why it was disabled, and that its address did not answer. */
export async function updateWebhook(
  sql: Sql,
  id: string,
  next: { name: string; url: string; events: string[]; enabled: boolean },
): Promise<void> {
  await sql.execute(
    `UPDATE webhook SET name = $2, url = $3, events = $4, enabled = $5, updated_at = now(),
       disabled_reason = NULL, failures = 0, paused_until = NULL WHERE id = $1`,
    [id, next.name, next.url, next.events, next.enabled],
  );
}

export async function deleteWebhook(sql: Sql, id: string): Promise<void> {
  await sql.execute('DELETE FROM webhook WHERE id = $1', [id]);
}

export async function findWebhookSecret(sql: Sql, keyring: Keyring, id: string): Promise<string | null> {
  const [row] = await sql.query<{ secret: string }>('SELECT secret FROM webhook WHERE id = $1', [id]);
  return row ? openValue(keyring, secretPlace(id), row.secret) : null;
}

export async function replaceWebhookSecret(
  sql: Sql,
  keyring: Keyring,
  id: string,
  secret: string,
): Promise<void> {
  await sql.execute('UPDATE webhook SET secret = $2, updated_at = now() WHERE id = $1', [
    id,
    sealValue(keyring, secretPlace(id), secret),
  ]);
}

/** Where a sealed key stands: it is useless in another row. */
export function secretPlace(id: string): string {
  return `webhook/${id}/secret`;
}

/** Makes the caller the only one that delivers to it for a while. False: another does, or it may not be told now. */
export async function leaseWebhook(sql: Sql, id: string, milliseconds: number): Promise<boolean> {
  const leased = await sql.execute(
    `UPDATE webhook SET leased_until = now() + $2 * interval '1 millisecond'
     WHERE id = $1 AND enabled AND coalesce(leased_until, now()) <= now() AND coalesce(paused_until, now()) <= now()`,
    [id, milliseconds],
  );
  return leased === 1;
}

export async function releaseWebhook(sql: Sql, id: string): Promise<void> {
  await sql.execute('UPDATE webhook SET leased_until = NULL WHERE id = $1', [id]);
}

/** The address answered. */
export async function noteSuccess(sql: Sql, id: string): Promise<void> {
  await sql.execute(
    'UPDATE webhook SET failures = 0, paused_until = NULL WHERE id = $1 AND (failures > 0 OR paused_until IS NOT NULL)',
    [id],
  );
}

/** The address did not take a delivery. Gives how many failures in a row that makes. */
export async function noteFailure(sql: Sql, id: string): Promise<number> {
  const [row] = await sql.query<{ failures: number }>(
    'UPDATE webhook SET failures = failures + 1 WHERE id = $1 RETURNING failures',
    [id],
  );
  return row?.failures ?? 0;
}

export async function pauseWebhook(sql: Sql, id: string, milliseconds: number): Promise<void> {
  await sql.execute(`UPDATE webhook SET paused_until = now() + $2 * interval '1 millisecond' WHERE id = $1`, [
    id,
    milliseconds,
  ]);
}

export async function disableWebhook(sql: Sql, id: string, reason: 'gone' | 'failing'): Promise<void> {
  await sql.execute(
    'UPDATE webhook SET enabled = false, disabled_reason = $2, updated_at = now() WHERE id = $1 AND enabled',
    [id, reason],
  );
}

function record(row: Row): WebhookRecord {
  const reason = row.disabled_reason;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    url: row.url,
    // An event that a newer version knew is left out.
    events: row.events.flatMap((event) => {
      const known = webhookEvent.safeParse(event);
      return known.success ? [known.data] : [];
    }),
    enabled: row.enabled,
    disabledReason: reason === 'gone' || reason === 'failing' ? reason : null,
    failures: row.failures,
    dropped: row.dropped,
    pausedUntil: row.paused_until,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
