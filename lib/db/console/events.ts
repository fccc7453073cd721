import type {
  EventOutcome,
  EventPage,
  EventQuery,
  FollowQuery,
  PhoneEventView,
  UnknownQuery,
} from '../../domain/console/events';
import { eventOutcome } from '../../domain/console/events';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';
import { escapeLike, searchWords } from './device-search';

/** `id` is a text here: what is sorted by is the column, `phone_event.id`. */
const COLUMNS = `id::text AS id, device_id, first_at, last_at, count, protocol, method, path, ip, user_agent, outcome, status,
  bytes::float8 AS bytes, detail`;

interface Row {
  id: string;
  device_id: string | null;
  first_at: Date;
  last_at: Date;
  count: number;
  protocol: string;
  method: string | null;
  path: string;
  ip: string;
  user_agent: string | null;
  outcome: string;
  status: number | null;
  bytes: number | null;
  detail: unknown;
}

/** The requests of one device, the newest first. */
export async function listDeviceEvents(
  sql: Sql,
  scope: TenantScope,
  deviceId: string,
  query: EventQuery,
): Promise<EventPage> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM phone_event WHERE device_id = $1 AND ${inScopeSql('$2')} AND ($3::bigint IS NULL OR id < $3)
     ORDER BY phone_event.id DESC LIMIT $4`,
    [deviceId, scopeTenants(scope), query.before ?? null, query.size + 1],
  );
  return page(rows, query.size);
}

/** Requests that belong to no device, the newest first. */
export async function listUnknownEvents(
  sql: Sql,
  scope: TenantScope,
  query: UnknownQuery,
): Promise<EventPage> {
  const values: unknown[] = [
    scopeTenants(scope),
    query.before ?? null,
    query.protocol ?? null,
    query.size + 1,
  ];
  const words = searchWords(query.q).map((word) => {
    const like = `$${values.push(`%${escapeLike(word)}%`)}`;
    return ` AND concat_ws(' ', path, ip, user_agent, detail::text) ILIKE ${like}`;
  });
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM phone_event WHERE device_id IS NULL AND outcome IN ('unknown', 'refused', 'error', 'not_found')
       AND ${inScopeSql('$1')} AND ($2::bigint IS NULL OR id < $2) AND ($3::text IS NULL OR protocol = $3)${words.join('')}
     ORDER BY phone_event.id DESC LIMIT $4`,
    values,
  );
  return page(rows, query.size);
}

/** What has happened since a time, the oldest first: for those who follow what happens. Rows may grow (`count`) later. */
export async function listEventsSince(
  sql: Sql,
  scope: TenantScope,
  query: FollowQuery,
): Promise<PhoneEventView[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM phone_event WHERE ${inScopeSql('$1')} AND last_at >= $2 AND ($3::text IS NULL OR device_id = $3)
       AND ($4::text IS NULL OR outcome = $4) ORDER BY last_at, phone_event.id LIMIT $5`,
    [scopeTenants(scope), query.since, query.device ?? null, query.outcome ?? null, query.size],
  );
  return rows.map(eventView);
}

/** When the last request of any phone was recorded, as text; changes whenever an event is written. */
export async function findEventMark(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ mark: string | null }>(
    'SELECT max(last_at)::text AS mark FROM phone_event',
  );
  return row?.mark ?? '';
}

function page(rows: Row[], size: number): EventPage {
  const shown = rows.slice(0, size);
  return { rows: shown.map(eventView), next: rows.length > size ? (shown.at(-1)?.id ?? null) : null };
}

function eventView(row: Row): PhoneEventView {
  const outcome: EventOutcome = eventOutcome.parse(row.outcome);
  return {
    id: row.id,
    deviceId: row.device_id,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    count: row.count,
    protocol: row.protocol,
    method: row.method,
    path: row.path,
    ip: row.ip,
    userAgent: row.user_agent,
    outcome,
    status: row.status,
    bytes: row.bytes,
    detail: row.detail,
  };
}
