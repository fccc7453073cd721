import { findDeviceIdByMac } from '../../db/console/device-detail';
import { findOperationState } from '../../db/console/operations';
import { findDevice } from '../../db/devices/find';
import { deviceDocument, type DeviceRecord } from '../../db/devices/record';
import type { AddDevice, BulkAction, BulkOutcome, EditDevice } from '../../domain/console/device-list';
import { appError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { nodeOf, objectNode, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { autocreateConfig } from '../configs/autocreate-config';
import { deleteConfig } from '../configs/delete-config';
import { createDevice as create } from '../devices/create-device';
import { deleteDevice } from '../devices/delete-device';
import { synchronizeDevice as synchronize } from '../devices/synchronize-device';
import { updateDevice } from '../devices/update-device';
import { callerOf } from './caller';
import type { ConsoleContext } from './context';
import { noDevice } from './devices';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** Adds a phone before its first request, with the shared account of new phones. `conflict`: the MAC is there already. */
export async function createDevice(
  context: ConsoleContext,
  user: SessionUser,
  form: AddDevice,
): Promise<Result<{ id: string }>> {
  const existing = await findDeviceIdByMac(context.database.sql, await userScope(context, user), form.mac);
  if (existing !== null) {
    return err(
      appError('conflict', 'There is a device with this MAC address.', [
        { path: 'mac', message: 'macTaken', id: existing },
      ]),
    );
  }
  const services = await context.services();
  const caller = callerOf(user);
  const config = await autocreateConfig(services, caller);
  const document: JsonObject = { mac: form.mac };
  if (config.ok) document.config = config.value.id;
  if (form.plugin) document.plugin = form.plugin;
  for (const key of ['vendor', 'model', 'description'] as const)
    if (form[key] !== '') document[key] = form[key];
  return create(services, caller, objectNode(document));
}

async function findOwn(context: ConsoleContext, user: SessionUser, id: string): Promise<DeviceRecord | null> {
  return findDevice(context.database, await userScope(context, user), id);
}

/** Changes members of the document; null takes one away. */
export async function patchDevice(
  context: ConsoleContext,
  user: SessionUser,
  device: DeviceRecord,
  changes: Record<string, string | null>,
): Promise<Result<void>> {
  const members = new Map(deviceDocument(device).members);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) members.delete(key);
    else members.set(key, nodeOf(value));
  }
  const document: ObjectNode = { kind: 'object', members };
  return updateDevice(await context.services(), callerOf(user), device.id, document, {
    revision: device.revision,
  });
}

export async function changeDevice(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
  form: EditDevice,
): Promise<Result<void>> {
  const device = await findOwn(context, user, id);
  if (!device) return noDevice();
  const given = Object.entries(form).filter(([, value]) => value !== undefined);
  return patchDevice(
    context,
    user,
    device,
    Object.fromEntries(given.map(([key, value]) => [key, value || null])),
  );
}

export async function removeDevice(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
): Promise<Result<void>> {
  const device = await findOwn(context, user, id);
  if (!device) return noDevice();
  const services = await context.services();
  const removed = await deleteDevice(services, callerOf(user), id);
  if (removed.ok) await deletePrivateConfig(context, user, id);
  return removed;
}

/** Takes the account away: the phone gets the shared one of new phones, and a private config is deleted. */
export async function resetDevice(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
): Promise<Result<void>> {
  const device = await findOwn(context, user, id);
  if (!device) return noDevice();
  const services = await context.services();
  const config = await autocreateConfig(services, callerOf(user));
  if (!config.ok) return config;
  const updated = await patchDevice(context, user, device, { config: config.value.id, options: null });
  if (!updated.ok) {
    await deleteConfig(services, callerOf(user), config.value.id);
    return updated;
  }
  await deletePrivateConfig(context, user, id);
  return updated;
}

/** The config of an associated device has the device's id. It may not be there, or may be kept on purpose. */
async function deletePrivateConfig(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
): Promise<void> {
  const outcome = await deleteConfig(await context.services(), callerOf(user), deviceId);
  if (!outcome.ok && outcome.error.code === 'internal') throw new Error(outcome.error.message);
}

/** How long a person waits for a phone's answer before being told that it was asked. */
const OUTCOME_WAIT_MS = 2_500;
const OUTCOME_STEP_MS = 100;

/** Asks the phone to fetch its configuration. An early failure is told, a late one is in the list of operations. */
export async function synchronizeDevice(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
): Promise<Result<void>> {
  const services = await context.services();
  const started = await synchronize(services, callerOf(user), id);
  if (!started.ok) return started;
  const { parent, number } = started.value;
  for (let waited = 0; waited < OUTCOME_WAIT_MS; waited += OUTCOME_STEP_MS) {
    await new Promise((resolve) => setTimeout(resolve, OUTCOME_STEP_MS));
    const outcome = await findOutcome(context, parent, number);
    if (outcome === 'success') return ok(undefined);
    if (outcome !== null) return err(appError('conflict', outcome.error));
  }
  return ok(undefined);
}

/** Null: still under way. */
async function findOutcome(
  context: ConsoleContext,
  parent: string,
  number: number,
): Promise<'success' | { error: string } | null> {
  const row = await findOperationState(context.database.sql, parent, number);
  if (row?.state === 'success') return 'success';
  return row?.state === 'fail' ? { error: row.error ?? '' } : null;
}

const ACTIONS = { delete: removeDevice, reset: resetDevice, synchronize: synchronizeDevice };
/** Devices that one bulk action works on at once. */
const AT_ONCE = 8;

/** Does the same to many devices; one that fails does not keep the others from it. */
export async function runBulkAction(
  context: ConsoleContext,
  user: SessionUser,
  { action, ids }: BulkAction,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: 0, failed: [] };
  const waiting = [...new Set(ids)];
  const work = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const result = await ACTIONS[action](context, user, id);
      if (result.ok) outcome.done += 1;
      else outcome.failed.push({ id, message: result.error.message });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}
