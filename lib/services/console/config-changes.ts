import { findConfig } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { countConfigUsers } from '../../db/console/config-users';
import type { DeviceRecord } from '../../db/devices/record';
import type { ApplyTo, PatchConfig, SaveAccounts, SipAccount } from '../../domain/console/config-view';
import { newDocumentId } from '../../domain/ids';
import { appError, type AppError } from '../../shared/errors';
import { nodeOf, objectNode, type JsonNode, type ObjectNode } from '../../shared/json-text';
import { err, type Result } from '../../shared/result';
import { createConfig } from '../configs/create-config';
import { CHANGED_MEANWHILE, updateConfig } from '../configs/update-config';
import { callerOf } from './caller';
import type { ConsoleContext } from './context';
import {
  BASE_CONFIG,
  DEFAULT_TEMPLATE,
  isAutoprov,
  loadConfiguration,
  type DeviceConfiguration,
} from './device-config';
import { patchDevice } from './device-changes';
import { noDevice } from './devices';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** Sets and takes away values of the device's own configuration, made now if it shares that of new phones. */
export async function saveConfigPatch(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  patch: PatchConfig,
): Promise<Result<void>> {
  return save(context, user, deviceId, patch, (raw) => {
    let next = raw;
    for (const path of patch.unset) next = without(next, path);
    for (const { path, value } of patch.set) next = withValue(next, path, nodeOf(value));
    return next;
  });
}

/** Replaces the SIP accounts. Members of an account that the form does not know stay. */
export async function saveSipAccounts(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  form: SaveAccounts,
): Promise<Result<void>> {
  return save(
    context,
    user,
    deviceId,
    form,
    (raw, fresh) => {
      const before = raw.members.get('sip_lines');
      const lines = new Map<string, JsonNode>();
      for (const account of form.accounts) {
        const key = String(account.position);
        const line = before?.kind === 'object' ? before.members.get(key) : undefined;
        lines.set(key, accountNode(line?.kind === 'object' && !fresh ? line : objectNode({}), account));
      }
      const members = new Map(raw.members).set('sip_lines', { kind: 'object', members: lines });
      if (!members.has('protocol')) members.set('protocol', nodeOf('SIP'));
      return { kind: 'object', members };
    },
    form.template,
  );
}

/** An empty field is no member: what is inherited, or the phone's own default, then holds. */
function accountNode(before: ObjectNode, account: SipAccount): ObjectNode {
  const members = new Map(before.members);
  const { position: _position, password, ...fields } = account;
  for (const [name, value] of Object.entries(fields)) {
    if (value === '') members.delete(name);
    else members.set(name, nodeOf(value));
  }
  if (!members.has('auth_username')) members.set('auth_username', nodeOf(account.username));
  if (password !== null) members.set('password', nodeOf(password));
  return { kind: 'object', members };
}

type Change = (raw: ObjectNode, fresh: boolean) => ObjectNode;

async function save(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  { revision, apply }: { revision: string | null; apply?: ApplyTo },
  change: Change,
  template?: string,
): Promise<Result<void>> {
  const loaded = await loadConfiguration(context, user, deviceId);
  if (!loaded) return noDevice();
  const { config } = loaded;
  if ((config?.revision ?? null) !== revision) return err(CHANGED_MEANWHILE);
  const known = template === undefined || config?.parentIds.includes(template);
  if (!known && !(await findConfig(context.database, loaded.usable, template)))
    return err(appError('invalid', `There is no device template ${template}.`));
  if (!config || isAutoprov(config)) return saveNew(context, user, loaded, change, template);
  if (apply !== 'all') {
    const users = await countConfigUsers(context.database.sql, await userScope(context, user), config.id);
    if (users > 1 && apply === 'device')
      return saveCopy(context, user, loaded.device, config, change, template);
    if (users > 1) return err(sharedBy(users));
  }
  const document = changed(config.document, (raw) => change(raw, false), template);
  // A config of a tenant above is inherited, not one's own: the update refuses it.
  return updateConfig(await context.services(), callerOf(user), config.id, document, {
    revision: config.revision,
  });
}

function sharedBy(users: number): AppError {
  const message = `${users} devices share this configuration. Say with "apply" whether "all" or only this "device" is meant.`;
  return appError('conflict', message, [{ path: 'apply', message: 'sharedConfig' }]);
}

/** Leaves the config to the others: the device gets a copy, which inherits from what the shared one inherits from. */
async function saveCopy(
  context: ConsoleContext,
  user: SessionUser,
  device: DeviceRecord,
  config: ConfigRecord,
  change: Change,
  template: string | undefined,
): Promise<Result<void>> {
  const taken =
    device.id === config.id ||
    (await findConfig(context.database, await userScope(context, user), device.id));
  const id = taken ? newDocumentId() : device.id;
  const members = new Map(config.document.members).set('id', nodeOf(id)).set('deletable', nodeOf(true));
  for (const name of ['role', 'transient']) members.delete(name);
  const document = changed({ kind: 'object', members }, (raw) => change(raw, false), template);
  const written = await createConfig(await context.services(), callerOf(user), document);
  return written.ok ? patchDevice(context, user, device, { config: id }) : written;
}

/** The first configuration of its own: the config first, then the device, so that it never points to nothing. */
async function saveNew(
  context: ConsoleContext,
  user: SessionUser,
  { device }: DeviceConfiguration,
  change: Change,
  template: string | undefined,
): Promise<Result<void>> {
  const services = await context.services();
  const caller = callerOf(user);
  const start = objectNode({
    id: device.id,
    configdevice: template ?? DEFAULT_TEMPLATE,
    deletable: true,
    parent_ids: [BASE_CONFIG, template ?? DEFAULT_TEMPLATE],
    raw_config: { X_key: '', config_version: 1 },
  });
  const document = changed(start, (raw) => change(raw, true), undefined);
  const left = await findConfig(context.database, await userScope(context, user), device.id);
  const written = left
    ? await updateConfig(services, caller, device.id, document, { revision: left.revision })
    : await createConfig(services, caller, document);
  if (!written.ok) return written;
  return patchDevice(context, user, device, { config: device.id });
}

function changed(
  document: ConfigRecord['document'],
  change: (raw: ObjectNode) => ObjectNode,
  template: string | undefined,
): ObjectNode {
  const members = new Map(document.members);
  const raw = members.get('raw_config');
  members.set('raw_config', change(raw?.kind === 'object' ? raw : objectNode({})));
  if (template !== undefined) {
    members.set('configdevice', nodeOf(template));
    members.set('parent_ids', nodeOf([BASE_CONFIG, template]));
  }
  return { kind: 'object', members };
}

function withValue(object: ObjectNode, [name = '', ...rest]: readonly string[], value: JsonNode): ObjectNode {
  const members = new Map(object.members);
  const inner = members.get(name);
  members.set(
    name,
    rest.length === 0 ? value : withValue(inner?.kind === 'object' ? inner : objectNode({}), rest, value),
  );
  return { kind: 'object', members };
}

/** Objects that become empty go too. */
function without(object: ObjectNode, [name = '', ...rest]: readonly string[]): ObjectNode {
  const members = new Map(object.members);
  const inner = members.get(name);
  if (rest.length === 0) members.delete(name);
  else if (inner?.kind === 'object') {
    const left = without(inner, rest);
    if (left.members.size === 0) members.delete(name);
    else members.set(name, left);
  }
  return { kind: 'object', members };
}
