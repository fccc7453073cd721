import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  MAX_RECORDED,
  recordedRequest,
  type LearnSession,
  type RecordedRequest,
} from '../../domain/learn/learn';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

/** Sessions that a list shows. */
const LISTED = 100;

const COLUMNS = `id, tenant_id, ip, mac_prefix, started_at, least(ends_at, coalesce(stopped_at, ends_at)) AS ends_at,
  stopped_at, stopped_at IS NULL AND ends_at > now() AS running, requests`;

interface Row {
  id: string;
  tenant_id: string;
  ip: string | null;
  mac_prefix: string | null;
  started_at: Date;
  ends_at: Date;
  stopped_at: Date | null;
  running: boolean;
  requests: unknown;
}

export interface StoredSession extends LearnSession {
  tenantId: string;
  /** What was kept when it ended; null: not yet. */
  kept: RecordedRequest[] | null;
}

export async function insertSession(
  sql: Sql,
  session: { tenantId: string; ip: string | null; macPrefix: string | null; minutes: number; by: string },
): Promise<string> {
  const id = randomUUID();
  await sql.execute(
    `INSERT INTO learn_session (id, tenant_id, ip, mac_prefix, ends_at, started_by)
     VALUES ($1, $2, $3, $4, now() + $5 * interval '1 minute', $6)`,
    [id, session.tenantId, session.ip, session.macPrefix, session.minutes, session.by],
  );
  return id;
}

export async function countRunningSessions(sql: Sql, tenantId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM learn_session WHERE tenant_id = $1 AND stopped_at IS NULL AND ends_at > now()`,
    [tenantId],
  );
  return row?.n ?? 0;
}

/** The newest first. */
export async function listSessions(sql: Sql, scope: TenantScope): Promise<StoredSession[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM learn_session WHERE ${inScopeSql('$1')} ORDER BY started_at DESC, id LIMIT ${LISTED}`,
    [scopeTenants(scope)],
  );
  return rows.map(sessionOf);
}

export async function findSession(sql: Sql, scope: TenantScope, id: string): Promise<StoredSession | null> {
  const [row] = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM learn_session WHERE id = $2 AND ${inScopeSql('$1')}`,
    [scopeTenants(scope), id],
  );
  return row ? sessionOf(row) : null;
}

export async function stopSession(sql: Sql, id: string): Promise<void> {
  await sql.execute(
    'UPDATE learn_session SET stopped_at = now() WHERE id = $1 AND stopped_at IS NULL AND ends_at > now()',
    [id],
  );
}

export async function keepRequests(
  sql: Sql,
  id: string,
  requests: readonly RecordedRequest[],
): Promise<void> {
  await sql.execute('UPDATE learn_session SET requests = $2::jsonb WHERE id = $1 AND requests IS NULL', [
    id,
    JSON.stringify(requests),
  ]);
}

export async function deleteSession(sql: Sql, id: string): Promise<void> {
  await sql.execute('DELETE FROM learn_session WHERE id = $1', [id]);
}

interface EventRow {
  protocol: string;
  method: string | null;
  path: string;
  user_agent: string | null;
  outcome: string;
  count: number;
  detail: unknown;
}

/**
 * What the session's source asked for while it ran, in the order of the first requests. A MAC prefix is found in paths,
 * User-Agents and leases, and at the addresses that those leases gave.
 */
export async function recordedRequests(
  sql: Sql,
  scope: TenantScope,
  session: Pick<StoredSession, 'ip' | 'macPrefix' | 'startedAt' | 'endsAt'>,
): Promise<RecordedRequest[]> {
  const digits = session.macPrefix?.replaceAll(':', '') ?? null;
  const rows = await sql.query<EventRow>(
    `WITH seen AS (
       SELECT id, first_at, protocol, method, path, ip, user_agent, outcome, count, detail FROM phone_event
       WHERE last_at >= $2 AND first_at <= $3 AND outcome <> 'dropped' AND path <> '…' AND ${inScopeSql('$1')}
     ), leased AS (
       SELECT DISTINCT ip FROM seen WHERE protocol = 'dhcp' AND path LIKE $5 || '%'
     )
     SELECT protocol, method, path, user_agent, (array_agg(outcome ORDER BY id DESC))[1] AS outcome,
       sum(count)::int AS count, (array_agg(detail ORDER BY id))[1] AS detail
     FROM seen
     WHERE ip = $4 OR ($5::text IS NOT NULL AND (ip IN (SELECT ip FROM leased)
       OR translate(lower(concat_ws(' ', path, user_agent)), ':-.', '') LIKE '%' || $6 || '%'))
     GROUP BY protocol, method, path, user_agent ORDER BY min(first_at), min(id) LIMIT $7`,
    [
      scopeTenants(scope),
      session.startedAt,
      session.endsAt,
      session.ip,
      session.macPrefix,
      digits,
      MAX_RECORDED,
    ],
  );
  return rows.flatMap((row) => {
    const detail = readDetail(row.detail);
    const { protocol, method, path, user_agent: userAgent, outcome, count } = row;
    const parsed = recordedRequest.safeParse({
      protocol,
      method,
      path,
      userAgent,
      outcome,
      count,
      ...detail,
    });
    return parsed.success ? [parsed.data] : [];
  });
}

const eventDetail = z.object({
  identity: z.object({ vendor: z.string().optional() }),
  why: z.object({ evidence: z.array(z.object({ source: z.string(), value: z.string() })) }),
});

/** The DHCP options and the vendor in an event's explanation. */
function readDetail(detail: unknown): { options: Record<string, string>; vendor: string | null } {
  const parsed = eventDetail.safeParse(detail);
  if (!parsed.success) return { options: {}, vendor: null };
  const options = parsed.data.why.evidence.flatMap(({ source, value }) => {
    const code = /^option (\d+)$/.exec(source)?.[1];
    return code === undefined ? [] : [[code, value] as const];
  });
  return { options: Object.fromEntries(options), vendor: parsed.data.identity.vendor ?? null };
}

function sessionOf(row: Row): StoredSession {
  const kept = z.array(recordedRequest).safeParse(row.requests);
  return {
    id: row.id,
    tenantId: row.tenant_id,
    ip: row.ip,
    macPrefix: row.mac_prefix,
    startedAt: row.started_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    running: row.running,
    kept: kept.success ? kept.data : null,
  };
}
