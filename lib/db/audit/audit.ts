import type { TenantScope } from '../../domain/tenants/scope';
import type { JsonObject } from '../../shared/json';
import type { Sql } from '../pool';
import { inScopeSql, scopeTenants } from '../scope';

export interface AuditEntry {
  tenantId: string;
  /** `user:<id>`, `token:<id>`, `system`. */
  actor: string;
  /** `<kind>.<verb>`, e.g. `device.update`, `config.secret.reveal`. */
  action: string;
  /** What was acted on, e.g. `device/abc`. */
  target: string;
  /** Never holds a secret. */
  detail?: JsonObject;
}

/** Written in the transaction of what it tells about. */
export async function writeAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.execute(
    'INSERT INTO audit (tenant_id, actor, action, target, detail) VALUES ($1, $2, $3, $4, $5::jsonb)',
    [
      entry.tenantId,
      entry.actor,
      entry.action,
      entry.target.slice(0, 300),
      entry.detail ? JSON.stringify(entry.detail) : null,
    ],
  );
}

export interface AuditRow {
  id: string;
  tenant_id: string;
  at: Date;
  actor: string;
  action: string;
  target: string;
  detail: unknown;
}

/** The newest first. `before`: only entries with a smaller id, for paging; `target`: only about this. */
export async function listAudit(
  sql: Sql,
  scope: TenantScope,
  options: { limit: number; before?: string; target?: string },
): Promise<AuditRow[]> {
  return sql.query<AuditRow>(
    `SELECT id, tenant_id, at, actor, action, target, detail FROM audit
     WHERE ${inScopeSql('$1')} AND ($2::bigint IS NULL OR id < $2) AND ($3::text IS NULL OR target = $3)
     ORDER BY id DESC LIMIT $4`,
    [scopeTenants(scope), options.before ?? null, options.target ?? null, options.limit],
  );
}
