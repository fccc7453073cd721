import { findSetting, saveSetting } from '../../db/settings/settings';
import { findProvisioningKey, saveProvisioningKey } from '../../db/tenants/tenants';
import { findParameter } from '../../domain/settings/parameters';
import { everywhere } from '../../domain/tenants/scope';
import { equalSecrets } from '../../shared/keyring';
import { isJsonObject, jsonEqual, type JsonValue } from '../../shared/json';
import { parseJsonText, plainObject, valueOf } from '../../shared/json-text';
import type { ImportRun } from './import-run';
import { tenantHere, type TenantBook } from './import-tenants';
import { readText } from './storage-folder';

const MAX_BYTES = 4 * 1024 * 1024;

/** Not taken over: what it names is not for this server. */
const LEFT_BEHIND: ReadonlyMap<string, string> = new Map([
  [
    'plugin_server',
    'not taken: the plugins there are programs of the old server; those that come with Offhook replace them',
  ],
]);

/** The server parameters of `app.json`, and the provisioning keys of the tenants in it. */
export async function importParameters(run: ImportRun, tenants: TenantBook): Promise<void> {
  const text = await readText(run.folder.parameters, MAX_BYTES);
  if (text === null) return;
  const parsed = text.ok ? parseJsonText(text.value) : null;
  if (!text.ok || !parsed?.ok || parsed.value.kind !== 'object') {
    const why = text.ok ? 'app.json holds no JSON object' : `app.json ${text.error.message}`;
    return run.ledger.refuse('parameter', 'app.json', 'unreadable', why);
  }
  const values = new Map(Object.entries(plainObject(parsed.value)));
  const keys = parsed.value.members.get('tenants');
  values.delete('tenants');
  for (const [name, value] of values) await importParameter(run, name, value);
  const byTenant = keys === undefined ? null : valueOf(keys);
  if (byTenant === null) return;
  if (!isJsonObject(byTenant)) {
    return run.ledger.refuse('parameter', 'tenants', 'invalid', 'must be an object by tenant');
  }
  for (const [tenant, of] of Object.entries(byTenant)) await importKey(run, tenants, tenant, of);
}

async function importParameter(run: ImportRun, name: string, value: JsonValue): Promise<void> {
  const left = LEFT_BEHIND.get(name);
  if (left !== undefined) {
    return run.ledger.note({ kind: 'parameter', id: name, reason: 'not_taken', message: left });
  }
  const parameter = name === 'provisioning_key' ? undefined : findParameter(name);
  if (!parameter) {
    return run.ledger.refuse('parameter', name.slice(0, 100), 'unknown', 'there is no such parameter here');
  }
  const read = parameter.read(value);
  if (!read.ok) return run.ledger.refuse('parameter', name, 'invalid', read.error.message);
  const scope = everywhere(run.masterTenant);
  const stored = await findSetting(run.database, scope, name);
  if (jsonEqual(stored ?? parameter.initial, read.value)) return run.ledger.count('parameter', 'unchanged');
  if (stored !== undefined && !jsonEqual(stored, parameter.initial) && !run.overwrite) {
    return keep(run, name);
  }
  if (!run.dryRun) {
    await run.changes.write((store) =>
      saveSetting(store, scope, name, read.value, { secret: parameter.secret }),
    );
  }
  run.ledger.count('parameter', stored === undefined ? 'created' : 'updated');
}

/** Messages name the tenant and never the key. */
async function importKey(run: ImportRun, tenants: TenantBook, name: string, of: JsonValue): Promise<void> {
  const id = `provisioning_key of ${name.slice(0, 40)}`;
  const tenant = tenantHere(run, name);
  const value = isJsonObject(of) ? (of.provisioning_key ?? null) : undefined;
  const read = value === undefined ? null : findParameter('provisioning_key')?.read(value);
  if (tenant === null || !read?.ok) {
    const why = tenant === null ? 'the tenant is no UUID' : 'the key is not one that phones could use';
    return run.ledger.refuse('parameter', id, 'invalid', why);
  }
  const key = typeof read.value === 'string' && read.value !== '' ? read.value : null;
  if (key === null) return;
  if (!(await tenants.ensure(tenant))) {
    return run.ledger.refuse('parameter', id, 'too_many_tenants', 'the folder names too many tenants');
  }
  const stored = await findProvisioningKey(run.database, tenant);
  if (stored !== null && stored !== '' && equalSecrets(stored, key)) {
    return run.ledger.count('parameter', 'unchanged');
  }
  if (stored !== null && stored !== '' && !run.overwrite) return keep(run, id);
  const saved = run.dryRun
    ? 'saved'
    : await run.changes.write((store) => saveProvisioningKey(store, tenant, key));
  if (saved === 'taken') {
    return run.ledger.refuse('parameter', id, 'taken', 'another tenant has the same key');
  }
  run.ledger.count('parameter', stored === null ? 'created' : 'updated');
}

function keep(run: ImportRun, id: string): void {
  run.ledger.count('parameter', 'kept');
  const message = 'set here to something else already; it is kept (--overwrite replaces it)';
  run.ledger.note({ kind: 'parameter', id, reason: 'differs', message });
}
