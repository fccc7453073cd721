import { z } from 'zod';
import { writeAudit } from '../../db/audit/audit';
import type { ChangeWriter } from '../../db/changes';
import type { Database } from '../../db/client';
import { findSetting, saveSetting } from '../../db/settings/settings';
import { putTenant } from '../../db/tenants/foreign-tenants';
import { listTenants } from '../../db/tenants/tenants';
import { SETTING_KEYS } from '../../domain/settings/keys';
import { everywhere } from '../../domain/tenants/scope';
import type { Clock } from '../../shared/clock';
import type { Logger } from '../../shared/logger';
import type { WazoAuthClient, WazoTenant } from './client';
import { removeTenant } from './remove-tenant';

export interface TenantSync {
  database: Database;
  changes: ChangeWriter;
  client: WazoAuthClient;
  masterTenant: string;
  clock: Clock;
  logger: Logger;
}

/** `partial`: the answer is not believed, so nothing was changed. */
export type SyncOutcome = 'synchronized' | 'away' | 'partial';

/** A tenant is believed to be gone when so many answers in a row lack it, over at least so long. */
const MISSED_TIMES = 3;
const MISSED_MS = 10 * 60_000;
/** More of the known tenants than this part missing at once is a damaged answer. */
const MAX_MISSING_PART = 0.25;

/** Tenants that wazo-auth has named, and since when it has not: kept as a setting of the master tenant. */
const memory = z.object({
  known: z.array(z.uuid()),
  missing: z.record(z.uuid(), z.object({ since: z.iso.datetime(), times: z.number().int() })),
});
type Memory = z.infer<typeof memory>;

/**
 * Makes the tree of tenants like the one of wazo-auth. With `remove`, tenants that have disappeared there disappear here
 * with their devices and configs, but only those that came from there, that several complete answers in a row lack, and
 * that wazo-auth says it does not have when it is asked for each of them. A tenant made here is never touched.
 */
export async function syncTenants(sync: TenantSync, options: { remove: boolean }): Promise<SyncOutcome> {
  const listed = await sync.client.listTenants();
  if (!listed.ok) {
    sync.logger.warn(`Tenants were not read: ${listed.error.message}`);
    return 'away';
  }
  const tenants = new Map(listed.value.map((tenant) => [tenant.id, tenant]));
  if (!tenants.has(sync.masterTenant)) {
    sync.logger.warn(
      `The authentication server named ${tenants.size} tenants, the master tenant ${sync.masterTenant} not among them: nothing is changed.`,
    );
    return 'partial';
  }
  const before = await remembered(sync);
  await putAll(sync, tenants);
  const missing = before.known.filter((id) => !tenants.has(id));
  const believable = missing.length <= Math.max(1, before.known.length * MAX_MISSING_PART);
  if (!believable) {
    sync.logger.warn(
      `The authentication server lacks ${missing.length} of ${before.known.length} tenants at once: none is removed.`,
    );
  }
  // What disappears is judged by who removes; others only read and must not count.
  if (!options.remove) {
    await remember(sync, { ...before, known: union(before.known, tenants) });
    return believable ? 'synchronized' : 'partial';
  }
  const next: Memory = { known: union(before.known, tenants), missing: {} };
  for (const id of believable ? missing : []) {
    const now = sync.clock.now();
    const seen = before.missing[id] ?? { since: now.toISOString(), times: 0 };
    const entry = { since: seen.since, times: seen.times + 1 };
    const due = entry.times >= MISSED_TIMES && now.getTime() - Date.parse(entry.since) >= MISSED_MS;
    if (due && (await isGone(sync, id))) {
      await remove(sync, id);
      next.known = next.known.filter((other) => other !== id);
    } else next.missing[id] = entry;
  }
  await remember(sync, next);
  return believable ? 'synchronized' : 'partial';
}

async function isGone(sync: TenantSync, id: string): Promise<boolean> {
  const there = await sync.client.hasTenant(id);
  return there.ok && !there.value;
}

async function remove(sync: TenantSync, id: string): Promise<void> {
  const { devices, configs, row } = await removeTenant(sync, id);
  sync.logger.info(
    `Tenant ${id} is gone from the authentication server: ${devices} devices and ${configs} configs were deleted${row ? '' : '; users or tenants below it are left'}.`,
  );
  await writeAudit(sync.database.sql, {
    tenantId: sync.masterTenant,
    actor: 'system',
    action: 'tenant.remove',
    target: `tenant/${id}`,
    detail: { devices, configs },
  });
}

/** Parents before their children; one whose parent is not named, or that is its own ancestor, is the master's. */
async function putAll(sync: TenantSync, tenants: ReadonlyMap<string, WazoTenant>): Promise<void> {
  const here = new Map((await listTenants(sync.database.sql)).map((tenant) => [tenant.id, tenant]));
  const done = new Set([sync.masterTenant]);
  const put = async (tenant: WazoTenant, above: ReadonlySet<string>): Promise<void> => {
    if (done.has(tenant.id)) return;
    const parent = tenants.get(tenant.parentId);
    const usable = parent !== undefined && parent.id !== tenant.id && !above.has(parent.id);
    if (usable) await put(parent, new Set([...above, tenant.id]));
    if (done.has(tenant.id)) return;
    done.add(tenant.id);
    const parentId = usable ? parent.id : sync.masterTenant;
    const own = here.get(tenant.id);
    const slug = tenant.slug ?? own?.slug ?? null;
    if (own && own.parentId === parentId && own.name === tenant.name && own.slug === slug) return;
    await sync.changes.write((store) =>
      putTenant(store, { id: tenant.id, parentId, name: tenant.name, slug: tenant.slug }),
    );
  };
  for (const tenant of tenants.values()) await put(tenant, new Set());
}

async function remembered(sync: TenantSync): Promise<Memory> {
  const stored = await findSetting(
    sync.database,
    everywhere(sync.masterTenant),
    SETTING_KEYS.wazoAuthTenants,
  );
  const parsed = memory.safeParse(stored);
  return parsed.success ? parsed.data : { known: [], missing: {} };
}

async function remember(sync: TenantSync, next: Memory): Promise<void> {
  const scope = everywhere(sync.masterTenant);
  const stored = await findSetting(sync.database, scope, SETTING_KEYS.wazoAuthTenants);
  if (JSON.stringify(memory.safeParse(stored).data) === JSON.stringify(next)) return;
  await sync.changes.write((store) => saveSetting(store, scope, SETTING_KEYS.wazoAuthTenants, next));
}

function union(known: readonly string[], tenants: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...known, ...tenants.keys()])].sort();
}
