import { z } from 'zod';
import type { TenantScope } from '../../domain/tenants/scope';
import type { JsonValue } from '../../shared/json';
import { isSealed } from '../../shared/keyring';
import type { Store, WriteStore } from '../changes';
import { inScopeSql, scopeTenants } from '../scope';
import { openValue, sealValue } from '../secrets';

export interface SettingRecord {
  tenantId: string;
  key: string;
  value: JsonValue;
}

interface Row {
  tenant_id: string;
  key: string;
  value: unknown;
}

/** A sealed value: its JSON text, sealed for its place. */
const sealed = z.strictObject({ $sealed: z.string().refine(isSealed) });
const json: z.ZodType<JsonValue> = z.json();

/** The settings of the tenants of the scope. */
export async function listSettings(store: Store, scope: TenantScope): Promise<SettingRecord[]> {
  const rows = await store.sql.query<Row>(
    `SELECT tenant_id, key, value FROM setting WHERE ${inScopeSql('$1')} ORDER BY tenant_id, key`,
    [scopeTenants(scope)],
  );
  return rows.map((row) => record(store, row));
}

/** A setting of the scope's home tenant; undefined when it was never set. */
export async function findSetting(
  store: Store,
  scope: TenantScope,
  key: string,
): Promise<JsonValue | undefined> {
  const [row] = await store.sql.query<Row>(
    'SELECT tenant_id, key, value FROM setting WHERE tenant_id = $1 AND key = $2',
    [scope.home, key],
  );
  return row ? record(store, row).value : undefined;
}

/** Sets it in the scope's home tenant. `secret`: it is sealed at rest. */
export async function saveSetting(
  store: WriteStore,
  scope: TenantScope,
  key: string,
  value: JsonValue,
  options: { secret?: boolean } = {},
): Promise<void> {
  const text = JSON.stringify(value);
  const stored =
    options.secret && value !== null
      ? JSON.stringify({ $sealed: sealValue(store.keyring, place(scope.home, key), text) })
      : text;
  await store.sql.execute(
    `INSERT INTO setting (tenant_id, key, value, revision, updated_at) VALUES ($1, $2, $3::jsonb, $4, now())
     ON CONFLICT (tenant_id, key) DO UPDATE SET value = excluded.value, revision = excluded.revision, updated_at = now()`,
    [scope.home, key, stored, store.revision],
  );
  store.announce('setting', [key]);
}

function record(store: Store, row: Row): SettingRecord {
  const envelope = sealed.safeParse(row.value);
  const value: unknown = envelope.success
    ? JSON.parse(openValue(store.keyring, place(row.tenant_id, row.key), envelope.data.$sealed))
    : row.value;
  return { tenantId: row.tenant_id, key: row.key, value: json.parse(value) };
}

function place(tenantId: string, key: string): string {
  return `setting/${tenantId}/${key}`;
}
