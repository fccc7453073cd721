import { randomUUID } from 'node:crypto';
import { createChangeWriter } from '../../db/changes';
import type { Database } from '../../db/client';
import { listTenants } from '../../db/tenants/tenants';
import { systemClock } from '../../shared/clock';
import type { Logger } from '../../shared/logger';
import type { WazoAuthClient } from './client';
import { syncTenants } from './sync-tenants';

/** Reads the tenants of wazo-auth, and removes those that have disappeared there. */
export async function syncOnce(database: Database, client: WazoAuthClient, logger: Logger): Promise<void> {
  if (!client.readsTenants) return;
  const master = (await listTenants(database.sql)).find((tenant) => tenant.parentId === null);
  if (!master) return;
  const changes = createChangeWriter(database, { origin: randomUUID() });
  try {
    const sync = { database, changes, client, masterTenant: master.id, clock: systemClock, logger };
    await syncTenants(sync, { remove: true });
  } finally {
    await changes.close();
  }
}
