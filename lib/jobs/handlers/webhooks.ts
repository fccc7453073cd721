import { deliverWebhook, type DeliverOptions } from '../../services/webhooks/deliver';
import { pruneWebhooks } from '../../services/webhooks/prune';

type Database = Parameters<typeof deliverWebhook>[0];

/** The handler of `deliver-webhooks`, with what the environment allows it. */
export function webhookDeliverer(options: DeliverOptions) {
  return (database: Database, { webhook }: { webhook: string }): Promise<void> =>
    deliverWebhook(database, webhook, options);
}

export async function handlePruneWebhooks(database: Database): Promise<void> {
  await pruneWebhooks(database);
}
