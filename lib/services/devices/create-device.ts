import { writeAudit } from '../../db/audit/audit';
import { moveConfigWithDevice } from '../../db/configs/write';
import { textMember, type DeviceRecord } from '../../db/devices/record';
import { insertDevice, setConfigured } from '../../db/devices/write';
import { isNewDevice } from '../../domain/devices/device';
import { documentIdProblem, newDocumentId } from '../../domain/ids';
import { appError } from '../../shared/errors';
import { valueOf, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { attemptToConfigure } from './configure';
import { readDeviceDocument } from './read-document';

/** Gives the id: the document's own, or a new one. The device is the request's tenant's, whatever the document says. */
export async function createDevice(
  context: ServiceContext,
  caller: Caller,
  document: ObjectNode,
): Promise<Result<{ id: string }>> {
  const allowed = authorize(caller, 'provd.dev_mgr.devices.create');
  if (!allowed.ok) return allowed;
  const given = document.members.get('id');
  const id = given === undefined ? newDocumentId() : valueOf(given);
  const problem = documentIdProblem(id);
  if (problem !== null || typeof id !== 'string') {
    return err(appError('invalid', `Invalid device ID: it ${problem ?? 'must be a text'}`));
  }
  const read = readDeviceDocument(document, id);
  if (!read.ok) return read;
  const state = {
    tenantId: caller.tenant,
    isNew: isNewDevice(caller.tenant, context.masterTenant),
    configured: false,
    configError: null,
    remoteStateSipUsername: null,
  };
  const own = await ownScope(context, caller);
  const created = await context.changes.write(async (store) => {
    const now = context.clock.now();
    const device: DeviceRecord = {
      id,
      document: read.value,
      revision: store.revision,
      createdAt: now,
      updatedAt: now,
      ...state,
    };
    const outcome = await attemptToConfigure(context, store, device);
    if (!(await insertDevice(store, id, read.value, { ...state, ...outcome }))) return false;
    const config = textMember(read.value, 'config');
    // What came along may be used now, and may not have been a moment ago.
    if (config !== null && (await moveConfigWithDevice(store, own, config, id, caller.tenant)))
      await setConfigured(store, own, id, await attemptToConfigure(context, store, device));
    const entry = { tenantId: caller.tenant, actor: actorName(caller.actor), action: 'device.create' };
    await writeAudit(store.sql, { ...entry, target: `device/${id}` });
    return true;
  });
  return created ? ok({ id }) : err(appError('invalid', id));
}
