import type { openWazoAuth } from '../../services/wazo-auth/open';
import { syncOnce } from '../../services/wazo-auth/sync-once';

type Database = Parameters<typeof syncOnce>[0];
type Client = Extract<ReturnType<typeof openWazoAuth>, { ok: true }>['value'];
type Log = Parameters<typeof syncOnce>[2];

export function syncTenantsHandler(client: Client, log: Log): (database: Database) => Promise<void> {
  return (database) => syncOnce(database, client, log);
}
