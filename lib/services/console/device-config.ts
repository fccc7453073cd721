import { findConfig, listAncestors } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { findDevice } from '../../db/devices/find';
import { textMember, type DeviceRecord } from '../../db/devices/record';
import { countConfigUsers } from '../../db/console/config-users';
import { listDeviceTemplates } from '../../db/console/templates';
import { findParents } from '../../db/tenants/tenants';
import type { ConfigView, Origin } from '../../domain/console/config-view';
import { isJsonObject, type JsonObject } from '../../shared/json';
import { plainObject } from '../../shared/json-text';
import type { ConfigWarning } from '../../domain/configs/config-warning';
import { MAX_ANCESTORS } from '../../domain/configs/flatten';
import { mergeInto } from '../../domain/configs/merge';
import { preparePluginConfig } from '../../domain/configs/prepare';
import { usableBy, usableScope } from '../../domain/tenants/lineage';
import type { TenantScope } from '../../domain/tenants/scope';
import { ok, type Result } from '../../shared/result';
import type { ConsoleContext } from './context';
import { configEntries, inheritanceOrder, withoutSecrets, type Layer } from './config-origins';
import { noDevice } from './devices';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** Ids of the configs that the platform's set-up makes. */
export const BASE_CONFIG = 'base';
export const AUTOPROV_CONFIG = 'autoprov';
export const DEFAULT_TEMPLATE = 'defaultconfigdevice';
const REGISTRAR_CONFIG = 'default';

/** A device's configuration layer by layer, the first applied first; secrets in clear. */
export interface DeviceConfiguration {
  device: DeviceRecord;
  configId: string | null;
  config: ConfigRecord | null;
  /** What it may inherit from. */
  usable: TenantScope;
  layers: Layer[];
}

/** Null: no such device in the user's scope. */
export async function loadConfiguration(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
): Promise<DeviceConfiguration | null> {
  const { database } = context;
  const device = await findDevice(database, await userScope(context, user), deviceId);
  if (!device) return null;
  const { baseRaw } = await context.world();
  const base: Layer = { origin: { kind: 'base', configId: null, label: '' }, raw: baseRaw };
  const configId = textMember(device.document, 'config');
  const parents = await findParents(database.sql, [device.tenantId]);
  const usable = usableScope(parents, device.tenantId);
  if (configId === null) return { device, configId, config: null, usable, layers: [base] };
  const records = await listAncestors(database, usable, [configId], MAX_ANCESTORS);
  const known = new Map(records.map((record) => [record.id, readRecord(record)]));
  const order = inheritanceOrder(
    configId,
    usableBy(parents, device.tenantId, (id) => known.get(id)),
  );
  const layers = order.map(({ id, config }): Layer => ({
    origin: { kind: id === configId ? 'own' : 'inherited', configId: id, label: config.label },
    raw: config.raw_config,
  }));
  return {
    device,
    configId,
    config: records.find(({ id }) => id === configId) ?? null,
    usable,
    layers: [base, ...layers],
  };
}

interface ReadRecord {
  tenantId: string;
  parent_ids: string[];
  raw_config: JsonObject;
  label: string;
}

function readRecord(record: ConfigRecord): ReadRecord {
  const document = plainObject(record.document);
  const label = document.label ?? document.displayname;
  return {
    tenantId: record.tenantId,
    parent_ids: record.parentIds,
    raw_config: isJsonObject(document.raw_config) ? document.raw_config : {},
    label: typeof label === 'string' && label !== '' ? label : record.id,
  };
}

/** The merged configuration with the origin of each value. `revealed`: secrets are in it. */
export async function readConfig(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  revealed = false,
): Promise<Result<ConfigView>> {
  const loaded = await loadConfiguration(context, user, deviceId);
  if (!loaded) return noDevice();
  const { config, configId, usable, layers } = loaded;
  const entries = configEntries(layers);
  const { sql } = context.database;
  const templates = await listDeviceTemplates(sql, usable);
  const parents = config?.parentIds ?? [];
  return ok({
    configId,
    kind: configKind(configId, config),
    sharedBy: config ? await countConfigUsers(sql, await userScope(context, user), config.id) : 0,
    chain: layers.map(({ origin }): Origin => origin).reverse(),
    entries: revealed ? entries : withoutSecrets(entries),
    warnings: config ? warningsOf(layers) : [],
    template: parents.find((id) => templates.some((template) => template.id === id)) ?? null,
    templates,
    servers: registrarServers(await findConfig(context.database, usable, REGISTRAR_CONFIG)),
    revision: config?.revision ?? null,
    revealed,
  });
}

/** What the plugin would not be given as the layers say it. Nothing is rendered for it. */
function warningsOf(layers: readonly Layer[]): ConfigWarning[] {
  return preparePluginConfig(mergedLayers(layers)).warnings;
}

/** What a phone is given: all layers, the later over the earlier. */
export function mergedLayers(layers: readonly Layer[]): JsonObject {
  return layers.reduce<JsonObject>((merged, { raw }) => mergeInto(merged, raw), {});
}

function configKind(configId: string | null, config: ConfigRecord | null): ConfigView['kind'] {
  if (configId === null) return 'none';
  if (!config) return 'missing';
  return isAutoprov(config) ? 'autoprov' : 'own';
}

/** It was made from the template of new phones: nobody has given the device an account yet. */
export function isAutoprov(config: ConfigRecord): boolean {
  return config.parentIds.includes(AUTOPROV_CONFIG) || config.id === AUTOPROV_CONFIG;
}

function registrarServers(record: ConfigRecord | null): ConfigView['servers'] {
  const text = (key: string): string => (record && textMember(record.document, key)) ?? '';
  return { registrar: text('registrar_main'), proxy: text('proxy_main') };
}
