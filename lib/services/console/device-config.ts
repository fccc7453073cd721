import { findConfig, listAncestors } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { findDevice } from '../../db/devices/find';
import { textMember, type DeviceRecord } from '../../db/devices/record';
import { countConfigUsers } from '../../db/console/config-users';
import { listDeviceTemplates } from '../../db/console/templates';
import type { ConfigView, Origin } from '../../domain/console/config-view';
import { isJsonObject, type JsonObject } from '../../shared/json';
import { plainObject } from '../../shared/json-text';
import { MAX_ANCESTORS } from '../../domain/configs/flatten';
import { ok, type Result } from '../../shared/result';
import type { ConsoleContext } from './context';
import { configEntries, inheritanceOrder, withoutSecrets, type Layer } from './config-origins';
import { noDevice } from './devices';
import { inheritanceScope, userScope } from './scope';
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
  if (configId === null) return { device, configId, config: null, layers: [base] };
  const scope = await inheritanceScope(context, user);
  const records = await listAncestors(database, scope, [configId], MAX_ANCESTORS);
  const known = new Map(records.map((record) => [record.id, readRecord(record)]));
  const order = known.has(configId) ? inheritanceOrder(configId, (id) => known.get(id)) : [];
  const layers = order.flatMap((id): Layer[] => {
    const config = known.get(id);
    if (!config) return [];
    return [
      {
        origin: { kind: id === configId ? 'own' : 'inherited', configId: id, label: config.label },
        raw: config.raw_config,
      },
    ];
  });
  return {
    device,
    configId,
    config: records.find(({ id }) => id === configId) ?? null,
    layers: [base, ...layers],
  };
}

function readRecord(record: ConfigRecord): { parent_ids: string[]; raw_config: JsonObject; label: string } {
  const document = plainObject(record.document);
  const label = document.label ?? document.displayname;
  return {
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
  const { config, configId, layers } = loaded;
  const entries = configEntries(layers);
  const templates = await listDeviceTemplates(context.database.sql, await inheritanceScope(context, user));
  const parents = config?.parentIds ?? [];
  return ok({
    configId,
    kind: configKind(configId, config),
    sharedBy: config
      ? await countConfigUsers(context.database.sql, await userScope(context, user), config.id)
      : 0,
    chain: layers.map(({ origin }): Origin => origin).reverse(),
    entries: revealed ? entries : withoutSecrets(entries),
    template: parents.find((id) => templates.some((template) => template.id === id)) ?? null,
    templates,
    servers: registrarServers(
      await findConfig(context.database, await inheritanceScope(context, user), REGISTRAR_CONFIG),
    ),
    revision: config?.revision ?? null,
    revealed,
  });
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
