import { writeAudit } from '../../db/audit/audit';
import { findDevice } from '../../db/devices/find';
import { deviceDocument, textMember, type DeviceRecord } from '../../db/devices/record';
import { createOperation, updateOperation, type OperationRecord } from '../../db/operations/operations';
import { appError } from '../../shared/errors';
import { plainObject } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { authorize, requestScope } from '../access/access';
import { actorName, type Caller } from '../actor';
import { loadFlattener } from '../configs/flattened';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import type { ServiceContext } from '../context';
import { configUse } from './configure';

export const SYNCHRONIZE = '/dev_mgr/synchronize';
/** A phone that does not answer by then will not. */
const NOTIFY_LIMIT_MS = 30_000;

/** Starts to tell the phone to fetch its configuration again; the operation says what comes of it. */
export async function synchronizeDevice(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<OperationRecord>> {
  const allowed = authorize(caller, 'provd.dev_mgr.synchronize.create');
  if (!allowed.ok) return allowed;
  const device = await findDevice(
    context.database,
    await requestScope(context, caller, { recurse: true }),
    id,
  );
  if (!device) return err(NO_SUCH_RESOURCE);
  context.logger.info(`Synchronizing device ${id}`);
  const { sql } = context.database;
  const operation = await createOperation(sql, {
    parent: SYNCHRONIZE,
    tenantId: device.tenantId,
    label: null,
    state: 'progress',
  });
  const entry = { tenantId: device.tenantId, actor: actorName(caller.actor), action: 'device.synchronize' };
  await writeAudit(sql, { ...entry, target: `device/${id}` });
  void finish(context, device, operation).catch((error: unknown) => {
    context.logger.error(
      { err: error, device: id },
      'The outcome of a synchronization could not be written.',
    );
  });
  return ok(operation);
}

async function finish(
  context: ServiceContext,
  device: DeviceRecord,
  operation: OperationRecord,
): Promise<void> {
  const outcome = await within(notify(context, device)).catch((error: unknown) => {
    context.logger.error({ err: error, device: device.id }, 'Synchronizing a device failed.');
    return err(appError('internal', 'Synchronizing failed; the log says why.'));
  });
  if (!outcome.ok)
    context.logger.warn({ device: device.id }, `Synchronizing failed: ${outcome.error.message}`);
  const state = outcome.ok ? 'success' : 'fail';
  const progress = { label: null, state, current: null, end: null, subs: [] } as const;
  await updateOperation(
    context.database.sql,
    operation.parent,
    operation.number,
    { ...progress, subs: [] },
    outcome.ok ? null : outcome.error.message,
  );
}

async function notify(context: ServiceContext, device: DeviceRecord): Promise<Result<void>> {
  if (!device.configured) {
    const why = device.configError ? `: ${device.configError.message}` : '';
    return err(appError('conflict', `The device is not configured${why}`));
  }
  const name = textMember(device.document, 'plugin');
  const plugin = name === null ? null : await context.plugins.find(name);
  if (!plugin) return err(appError('conflict', `The plugin ${name ?? ''} is not loaded.`));
  const use = configUse(device);
  const rawConfig = use && (await loadFlattener(context, context.database, [use]))(use);
  if (!rawConfig) return err(appError('conflict', `The config ${use?.config ?? ''} does not exist.`));
  return context.notifier.notify({ device: plainObject(deviceDocument(device)), plugin, rawConfig });
}

async function within(work: Promise<Result<void>>): Promise<Result<void>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Result<void>>((resolve) => {
    timer = setTimeout(
      () => resolve(err(appError('unavailable', 'The phone was not reached in time.'))),
      NOTIFY_LIMIT_MS,
    );
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
