import type { Sql } from '../pool';
import { INDEX_COLUMNS, type DeviceIndexRow } from './load-devices';
import { CREATION_LOCK } from './write-batch';

/**
 * The devices that a lease may be of, or whose address it takes, in the order of arrival. Until the transaction ends no
 * other process makes a device, so that a phone that is seen twice at once becomes one device.
 */
export async function findLeaseDevices(
  sql: Sql,
  told: { mac: string; ip: string; sn: string | null; uuid: string | null },
): Promise<DeviceIndexRow[]> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [CREATION_LOCK]);
  return sql.query<DeviceIndexRow>(
    `SELECT ${INDEX_COLUMNS} FROM device WHERE mac = $1 OR ip = $2 OR sn = $3 OR uuid = $4 ORDER BY created_at, id`,
    [told.mac, told.ip, told.sn, told.uuid],
  );
}
