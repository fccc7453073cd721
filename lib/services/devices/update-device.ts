import { writeAudit } from '../../db/audit/audit';
import type { Store } from '../../db/changes';
import { deleteUnusedTransient, moveConfigWithDevice } from '../../db/configs/write';
import { findDevice } from '../../db/devices/find';
import { SERVER_KEYS, deviceDocument, textMember, type DeviceRecord } from '../../db/devices/record';
import { updateDevice as write } from '../../db/devices/write';
import { isNewDevice, needsReconfiguration } from '../../domain/devices/device';
import { everywhere, inScope, scopeOf, withTenant, type TenantScope } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { plainObject, sameNode, valueOf, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope, requestScope } from '../access/access';
import { rightPart } from '../access/acl';
import { actorName, type Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import { CHANGED_MEANWHILE, type UpdateOptions } from '../configs/update-config';
import type { ServiceContext } from '../context';
import { attemptToConfigure } from './configure';
import { readDeviceDocument } from './read-document';

/** Addresses are printed in the files of some plugins. */
const MORE_KEYS = ['ip', 'sn'] as const;

/**
 * Replaces the document. A new device (one of the master tenant) may be updated from any tenant and is then of the
 * request's tenant: that is how a phone is claimed. `document` null: what was sent holds none; told after an unknown id.
 */
export async function updateDevice(
  context: ServiceContext,
  caller: Caller,
  id: string,
  document: ObjectNode | null,
  options: UpdateOptions = {},
): Promise<Result<void>> {
  const allowed = authorize(caller, `provd.dev_mgr.devices.${rightPart(id)}.update`);
  if (!allowed.ok) return allowed;
  const own = await ownScope(context, caller);
  const scope = await requestScope(context, caller, { recurse: true });
  return context.changes.write(async (store): Promise<Result<void>> => {
    const device = await findUpdatable(context, store, scope, id);
    if (!device) return err(NO_SUCH_RESOURCE);
    if (options.revision !== undefined && options.revision !== device.revision) return err(CHANGED_MEANWHILE);
    if (!document) return err(appError('invalid', 'missing "device" object'));
    const read = readDeviceDocument(document, id);
    if (!read.ok) return read;
    const wantedTenant = device.isNew ? caller.tenant : sentTenant(document, device.tenantId);
    if (wantedTenant === null || (wantedTenant !== device.tenantId && !inScope(own, wantedTenant))) {
      return err(
        appError('invalid', '"tenant_uuid" must be the tenant of the device or one that you may use'),
      );
    }
    const next: DeviceRecord = {
      ...device,
      document: read.value,
      tenantId: wantedTenant,
      isNew: isNewDevice(wantedTenant, context.masterTenant),
      remoteStateSipUsername: document.members.has('remote_state_sip_username')
        ? device.remoteStateSipUsername
        : null,
    };
    if (sameNode(clientView(next), clientView(device))) return ok(undefined);
    // From the caller's tenants or the device's: what is anybody else's stays theirs, whoever names it.
    const movable = withTenant(own, device.tenantId);
    const used = textMember(next.document, 'config');
    if (used !== null && next.tenantId !== device.tenantId)
      await moveConfigWithDevice(store, movable, used, id, next.tenantId);
    const again =
      needsReconfiguration(plainObject(device.document), plainObject(next.document), MORE_KEYS) ||
      // Other configs and templates may be used, and the key in its URL is another one.
      next.tenantId !== device.tenantId;
    const outcome = again ? await attemptToConfigure(context, store, next) : device;
    await write(store, scopeOf(device.tenantId), id, next.document, {
      ...next,
      configured: outcome.configured,
      configError: outcome.configError,
    });
    const left = textMember(device.document, 'config');
    if (left !== null && left !== used) await deleteUnusedTransient(store, movable, left);
    const entry = { tenantId: next.tenantId, actor: actorName(caller.actor), action: 'device.update' };
    await writeAudit(store.sql, { ...entry, target: `device/${id}` });
    return ok(undefined);
  });
}

async function findUpdatable(
  context: ServiceContext,
  store: Store,
  scope: TenantScope,
  id: string,
): Promise<DeviceRecord | null> {
  const device = await findDevice(store, everywhere(context.masterTenant), id, { lock: true });
  return device && (device.isNew || inScope(scope, device.tenantId)) ? device : null;
}

/** What the document says of the tenant; absent or null: as it is. Null: no tenant id. */
function sentTenant(document: ObjectNode, present: string): string | null {
  const node = document.members.get('tenant_uuid');
  const value = node === undefined ? null : valueOf(node);
  if (value === null) return present;
  return typeof value === 'string' ? value.toLowerCase() : null;
}

/** What an update can change: everything but what the server found out. */
function clientView(device: DeviceRecord): ObjectNode {
  const members = new Map(deviceDocument(device).members);
  for (const key of SERVER_KEYS)
    if (key !== 'tenant_uuid' && key !== 'remote_state_sip_username') members.delete(key);
  return { kind: 'object', members };
}
