import type { Database } from '../../db/client';
import { pruneDeliveries } from '../../db/webhooks/deliveries';

/** Days for which ended deliveries are kept. */
const KEEP_DAYS = 14;
const BATCH = 5_000;

/** Removes deliveries that ended long ago, in batches that hold no lock for long. */
export async function pruneWebhooks(database: Database): Promise<void> {
  while ((await pruneDeliveries(database.sql, KEEP_DAYS, BATCH)) === BATCH);
}
