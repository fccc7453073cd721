import type { WriteStore } from '../changes';

/**
 * Gives private configs to the tenant of their device: those of the ids that one device alone uses and that are
 * transient or named like it. The same rule as when a device moves, for many at a time.
 */
export async function placePrivateConfigs(store: WriteStore, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const moved = await store.sql.query<{ id: string }>(
    `WITH used AS (
       SELECT config, min(tenant_id::text)::uuid AS tenant, min(id) AS device FROM device
       WHERE config = ANY($1::text[]) GROUP BY config HAVING count(*) = 1
     )
     UPDATE config SET tenant_id = used.tenant, revision = $2 FROM used
     WHERE config.id = used.config AND (config.transient OR config.id = used.device) AND config.tenant_id <> used.tenant
     RETURNING config.id`,
    [ids, store.revision],
  );
  if (moved.length === 0) return;
  await store.sql.execute(
    'UPDATE line SET tenant_id = config.tenant_id FROM config WHERE line.config_id = config.id AND config.id = ANY($1::text[])',
    [moved.map((row) => row.id)],
  );
}
