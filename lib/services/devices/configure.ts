import type { Store } from '../../db/changes';
import { deviceDocument, textMember, type ConfigError, type DeviceRecord } from '../../db/devices/record';
import { plainObject } from '../../shared/json-text';
import { loadFlattener, type ConfigUse, type Flattener } from '../configs/flattened';
import type { ServiceContext } from '../context';

export interface ConfigureOutcome {
  configured: boolean;
  /** Null too when there was nothing to attempt: no plugin, or no config of that name. */
  configError: ConfigError | null;
}

const NOTHING_TO_DO: ConfigureOutcome = { configured: false, configError: null };

/** Whether the device can be configured as its documents are in the transaction of `store`. */
export async function attemptToConfigure(
  context: ServiceContext,
  store: Store,
  device: DeviceRecord,
): Promise<ConfigureOutcome> {
  const use = configUse(device);
  if (use === null || textMember(device.document, 'plugin') === null) return NOTHING_TO_DO;
  return attemptWith(context, store, await loadFlattener(context, store, [use]), device);
}

/** The same for several devices, with what they inherit read once. */
export async function attemptAll(
  context: ServiceContext,
  store: Store,
  devices: readonly DeviceRecord[],
): Promise<{ device: DeviceRecord; outcome: ConfigureOutcome }[]> {
  const uses = devices.flatMap((device) => configUse(device) ?? []);
  const flattened = await loadFlattener(context, store, uses);
  return Promise.all(
    devices.map(async (device) => ({
      device,
      outcome: await attemptWith(context, store, flattened, device),
    })),
  );
}

/** Null: the device names no config. */
export function configUse(device: DeviceRecord): ConfigUse | null {
  const config = textMember(device.document, 'config');
  return config === null ? null : { config, tenant: device.tenantId };
}

async function attemptWith(
  context: ServiceContext,
  store: Store,
  flattened: Flattener,
  device: DeviceRecord,
): Promise<ConfigureOutcome> {
  const use = configUse(device);
  const name = textMember(device.document, 'plugin');
  const plugin = name === null ? null : await context.plugins.find(name);
  const rawConfig = use === null ? null : flattened(use);
  if (!plugin || !rawConfig) return NOTHING_TO_DO;
  const document = plainObject(deviceDocument(device));
  const configError = await context.configurator.attempt(store, {
    tenantId: device.tenantId,
    device: document,
    plugin,
    rawConfig,
  });
  return { configured: configError === null, configError };
}
