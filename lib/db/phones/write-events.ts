import type { EventRow, SecurityRow, StateRow } from '../../domain/phones/event';
import type { Sql } from '../pool';

/** Ids for events, given out before they are written, so that writing a row again (more of the same) finds it. */
export async function reserveEventIds(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence('phone_event', 'id'))::text AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.id);
}

/** Writes each row, or brings the one that is there up to its count. */
export async function writeEvents(sql: Sql, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.execute(
    `INSERT INTO phone_event (id, tenant_id, device_id, first_at, last_at, count, protocol, method, path, ip, user_agent,
       outcome, status, bytes, hash, detail)
     SELECT id, tenant_id, device_id, to_timestamp(first_at / 1000), to_timestamp(last_at / 1000), count, protocol,
       method, path, ip, user_agent, outcome, status, bytes, hash, detail::jsonb
     FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::float8[], $5::float8[], $6::int[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::int[], $14::bigint[], $15::text[], $16::text[])
       AS e(id, tenant_id, device_id, first_at, last_at, count, protocol, method, path, ip, user_agent, outcome, status,
         bytes, hash, detail)
     ON CONFLICT (id) DO UPDATE SET count = greatest(phone_event.count, excluded.count),
       last_at = greatest(phone_event.last_at, excluded.last_at), bytes = excluded.bytes, hash = excluded.hash`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.tenantId),
      rows.map((r) => r.deviceId),
      rows.map((r) => r.firstAt),
      rows.map((r) => r.lastAt),
      rows.map((r) => r.count),
      rows.map((r) => r.protocol),
      rows.map((r) => r.method),
      rows.map((r) => r.path),
      rows.map((r) => r.ip),
      rows.map((r) => r.userAgent),
      rows.map((r) => r.outcome),
      rows.map((r) => r.status),
      rows.map((r) => r.bytes),
      rows.map((r) => r.hash),
      rows.map((r) => r.detail),
    ],
  );
}

/** Devices that are gone keep no state. */
export async function writeStates(sql: Sql, rows: readonly StateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.execute(
    `INSERT INTO device_state (device_id, tenant_id, last_seen_at, last_seen_via, last_user_agent, fetched_hash,
       fetched_at, decision)
     SELECT s.device_id, s.tenant_id, to_timestamp(seen_at / 1000), via, user_agent, hash, to_timestamp(fetched_at / 1000),
       decision::jsonb
     FROM unnest($1::text[], $2::uuid[], $3::float8[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::text[])
       AS s(device_id, tenant_id, seen_at, via, user_agent, hash, fetched_at, decision)
     WHERE EXISTS (SELECT 1 FROM device WHERE device.id = s.device_id)
     ON CONFLICT (device_id) DO UPDATE SET last_seen_at = excluded.last_seen_at, last_seen_via = excluded.last_seen_via,
       last_user_agent = excluded.last_user_agent,
       fetched_hash = coalesce(excluded.fetched_hash, device_state.fetched_hash),
       fetched_at = coalesce(excluded.fetched_at, device_state.fetched_at),
       decision = coalesce(excluded.decision, device_state.decision)`,
    [
      rows.map((r) => r.deviceId),
      rows.map((r) => r.tenantId),
      rows.map((r) => r.seenAt),
      rows.map((r) => r.via),
      rows.map((r) => r.userAgent),
      rows.map((r) => r.fetchedHash),
      rows.map((r) => r.fetchedAt),
      rows.map((r) => r.decision),
    ],
  );
}

export async function writeSecurityEvents(sql: Sql, rows: readonly SecurityRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.execute(
    `INSERT INTO security_event (tenant_id, at, kind, ip, device_id, detail)
     SELECT tenant_id, to_timestamp(at / 1000), kind, ip, device_id, detail::jsonb
     FROM unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[])
       AS s(tenant_id, at, kind, ip, device_id, detail)`,
    [
      rows.map((r) => r.tenantId),
      rows.map((r) => r.at),
      rows.map((r) => r.kind),
      rows.map((r) => r.ip),
      rows.map((r) => r.deviceId),
      rows.map((r) => r.detail),
    ],
  );
}
