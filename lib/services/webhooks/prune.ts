import type { Database } from '../../db/client';
import { pruneBulkJobs } from '../../db/bulk/jobs';
import { pruneDeliveries } from '../../db/webhooks/deliveries';

/** Days for which ended deliveries, and results of bulk requests, are kept. */
const KEEP_DAYS = 14;
const BATCH = 5_000;
/** Each has up to 20,000 results. */
const BULK_BATCH = 5;

/** Removes what ended long ago, in batches that hold no lock for long. */
export async function pruneWebhooks(database: Database): Promise<void> {
  while ((await pruneDeliveries(database.sql, KEEP_DAYS, BATCH)) === BATCH);
  while ((await pruneBulkJobs(database.sql, KEEP_DAYS, BULK_BATCH)) === BULK_BATCH);
}
