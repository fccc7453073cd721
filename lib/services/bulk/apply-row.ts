import { findDeviceIdByMac } from '../../db/console/device-detail';
import { findDevice } from '../../db/devices/find';
import { deviceDocument, textMember, type DeviceRecord } from '../../db/devices/record';
import { DEVICE_FIELDS, type BulkRow } from '../../domain/bulk/bulk';
import type { JsonObject } from '../../shared/json';
import { appError, type Problem } from '../../shared/errors';
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
import type { Templates } from './templates';

interface RowOptions {
  /** Id of a device that it makes. */
  newId: string;
  templates: Templates;
}

/** Does what one row says, within the transaction of the context. Gives the device's id. */
export async function applyRow(
  context: ServiceContext,
  caller: Caller,
  row: BulkRow,
  options: RowOptions,
): Promise<Result<string>> {
  if (row.action === 'create') return create(context, caller, row, options);
  const device = await findTarget(context, caller, row);
  if (!device.ok) return device;
  return row.action === 'delete'
    ? remove(context, caller, device.value)
    : change(context, caller, device.value, row, options.templates);
}

/** A plugin that is not installed would be stored without a word, and the phone would get nothing. */
async function pluginProblems(context: ServiceContext, row: BulkRow): Promise<Problem[]> {
  const known = !row.plugin || (await context.plugins.find(row.plugin)) !== null;
  return known ? [] : [{ path: 'plugin', message: 'unknownPlugin' }];
}

/** What is wrong with the account, after what is wrong with the plugin: a person mends both at once. */
function withPlugin<T>(plugin: readonly Problem[], account: Result<T>): Result<T> {
  if (account.ok)
    return plugin.length === 0 ? account : err(appError('invalid', 'There is no such plugin.', [...plugin]));
  const { error } = account;
  return err(error.problems ? { ...error, problems: [...plugin, ...error.problems] } : error);
}

async function create(
  context: ServiceContext,
  caller: Caller,
  row: BulkRow,
  { newId, templates }: RowOptions,
): Promise<Result<string>> {
  const id = row.id || newId;
  const scope = await requestScope(context, caller, { recurse: true });
  if (row.mac && (await findDeviceIdByMac(context.database.sql, scope, row.mac)) !== null)
    return err(
      appError('conflict', 'There is a device with this MAC address.', [
        { path: 'mac', message: 'macTaken' },
      ]),
    );
  if (await findDevice(context.database, scope, id))
    return err(appError('conflict', 'There is a device with this id.', [{ path: 'id', message: 'idTaken' }]));
  const account = givesAccount(row)
    ? await saveAccount(context, caller, { deviceId: id, configId: null, row, templates })
    : await sharedAccount(context, caller);
  const config = withPlugin(await pluginProblems(context, row), account);
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
  templates: Templates,
): Promise<Result<string>> {
  const members = new Map(deviceDocument(device).members);
  const configId = textMember(device.document, 'config');
  const account: Result<string | null> = givesAccount(row)
    ? await saveAccount(context, caller, { deviceId: device.id, configId, row, templates })
    : ok(null);
  const config = withPlugin(await pluginProblems(context, row), account);
  if (!config.ok) return config;
  if (config.value !== null) members.set('config', nodeOf(config.value));
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
