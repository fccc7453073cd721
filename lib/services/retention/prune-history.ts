import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../db/client';
import { forgetDeadProcesses } from '../../db/processes';
import { deleteOlderThan, type HistoryTable } from '../../db/retention';
import { findSetting } from '../../db/settings/settings';
import { listTenants } from '../../db/tenants/tenants';
import { retentionPolicy, type RetentionPolicy } from '../../domain/retention/policy';
import { SETTING_KEYS } from '../../domain/settings/keys';
import { everywhere } from '../../domain/tenants/scope';

const BATCH = 5_000;
/** Between batches, so that phones' events get in between. */
const PAUSE_MS = 50;

export type Pruned = Record<HistoryTable, number>;

/** Removes history that the policy no longer keeps, in batches that hold no lock for long. */
export async function pruneHistory(database: Database): Promise<Pruned> {
  const policy = await findPolicy(database);
  const prune = (table: HistoryTable, days: number) => pruneTable(database, table, days);
  const pruned: Pruned = {
    phone_event: await prune('phone_event', policy.phoneEvents),
    security_event: await prune('security_event', policy.securityEvents),
    audit: await prune('audit', policy.audit),
    learn_session: await prune('learn_session', policy.learning),
    device_upload: await prune('device_upload', policy.uploads),
    operation: await prune('operation', policy.operations),
  };
  await forgetDeadProcesses(database.sql);
  return pruned;
}

async function pruneTable(database: Database, table: HistoryTable, days: number): Promise<number> {
  for (let total = 0; ; await delay(PAUSE_MS)) {
    const deleted = await deleteOlderThan(database.sql, table, days, BATCH);
    total += deleted;
    if (deleted < BATCH) return total;
  }
}

/** The stored policy; a damaged one counts as none, so that history does not pile up because of it. */
async function findPolicy(database: Database): Promise<RetentionPolicy> {
  const master = (await listTenants(database.sql)).find((tenant) => tenant.parentId === null);
  const stored = master
    ? await findSetting(database, everywhere(master.id), SETTING_KEYS.retention)
    : undefined;
  const parsed = retentionPolicy.safeParse(stored);
  return parsed.success ? parsed.data : retentionPolicy.parse({});
}
