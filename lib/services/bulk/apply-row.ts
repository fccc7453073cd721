import { findDeviceIdByMac } from '../../db/console/device-detail';
import { findDevice } from '../../db/devices/find';
import { deviceDocument, textMember, type DeviceRecord } from '../../db/devices/record';
import { DEVICE_FIELDS, type BulkRow } from '../../domain/bulk/bulk';
import type { JsonObject } from '../../shared/json';
import { appError } from '../../shared/errors';
import { nodeOf, objectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { requestScope } from '../access/access';
import type { Caller } from '../actor';
import { autocreateConfig } from '../configs/autocreate-config';
import { deleteConfig } from '../configs/delete-config';
import type { ServiceContext } from '../context';
import { createDevice } from '../devices/create-device';
import { deleteDevice } from '../devices/delete-device';
import { updateDevice } from '../devices/update-device';
import { givesAccount, saveAccount } from './account';

/** Does what one row says, within the transaction of the context. `newId`: of a device that it makes. Gives the device's id. */
export async function applyRow(
  context: ServiceContext,
  caller: Caller,
  row: BulkRow,
  newId: string,
): Promise<Result<string>> {
  if (row.action === 'create') return create(context, caller, row, row.id ?? newId);
  const device = await findTarget(context, caller, row);
  if (!device.ok) return device;
  return row.action === 'delete'
    ? remove(context, caller, device.value)
    : change(context, caller, device.value, row);
}

async function create(
  context: ServiceContext,
  caller: Caller,
  row: BulkRow,
  id: string,
): Promise<Result<string>> {
  const scope = await requestScope(context, caller, { recurse: true });
  if (row.mac && (await findDeviceIdByMac(context.database.sql, scope, row.mac)) !== null)
    return err(
      appError('conflict', 'There is a device with this MAC address.', [
        { path: 'mac', message: 'macTaken' },
      ]),
    );
  if (await findDevice(context.database, scope, id))
    return err(appError('conflict', 'There is a device with this id.', [{ path: 'id', message: 'idTaken' }]));
  const config = givesAccount(row)
    ? await saveAccount(context, caller, id, null, row)
    : await sharedAccount(context, caller);
  if (!config.ok) return config;
  const document: JsonObject = { id };
  if (row.mac) document.mac = row.mac;
  if (config.value !== null) document.config = config.value;
  for (const field of DEVICE_FIELDS) if (row[field]) document[field] = row[field];
  const created = await createDevice(context, caller, objectNode(document));
  return created.ok ? ok(created.value.id) : created;
}

/** Null: an installation without an autocreate config; the device then has none. */
async function sharedAccount(context: ServiceContext, caller: Caller): Promise<Result<string | null>> {
  const config = await autocreateConfig(context, caller);
  if (config.ok) return ok(config.value.id);
  return config.error.code === 'invalid' ? ok(null) : config;
}

async function findTarget(
  context: ServiceContext,
  caller: Caller,
  row: BulkRow,
): Promise<Result<DeviceRecord>> {
  const scope = await requestScope(context, caller, { recurse: true });
  const id = row.id || (row.mac ? await findDeviceIdByMac(context.database.sql, scope, row.mac) : null);
  const device = id ? await findDevice(context.database, scope, id, { lock: true }) : null;
  return device
    ? ok(device)
    : err(
        appError('not_found', 'There is no such device.', [
          { path: row.id ? 'id' : 'mac', message: 'noDevice' },
        ]),
      );
}

async function change(
  context: ServiceContext,
  caller: Caller,
  device: DeviceRecord,
  row: BulkRow,
): Promise<Result<string>> {
  const members = new Map(deviceDocument(device).members);
  if (givesAccount(row)) {
    const config = await saveAccount(context, caller, device.id, textMember(device.document, 'config'), row);
    if (!config.ok) return config;
    members.set('config', nodeOf(config.value));
  }
  for (const field of DEVICE_FIELDS) {
    const value = row[field];
    if (value === '') members.delete(field);
    else if (value !== undefined) members.set(field, nodeOf(value));
  }
  if (row.id && row.mac) members.set('mac', nodeOf(row.mac));
  const saved = await updateDevice(context, caller, device.id, { kind: 'object', members });
  return saved.ok ? ok(device.id) : saved;
}

/** Its own config goes with it. */
async function remove(
  context: ServiceContext,
  caller: Caller,
  device: DeviceRecord,
): Promise<Result<string>> {
  const gone = await deleteDevice(context, caller, device.id);
  if (!gone.ok) return gone;
  if (textMember(device.document, 'config') === device.id) {
    const config = await deleteConfig(context, caller, device.id);
    if (!config.ok && config.error.code === 'internal') return config;
  }
  return ok(device.id);
}
