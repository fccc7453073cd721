import type { Store } from '../../db/changes';
import { deviceDocument, textMember, type ConfigError, type DeviceRecord } from '../../db/devices/record';
import { plainObject } from '../../shared/json-text';
import { loadFlattener, type Flattener } from '../configs/flattened';
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
  const config = textMember(device.document, 'config');
  if (config === null || textMember(device.document, 'plugin') === null) return NOTHING_TO_DO;
  return attemptWith(context, store, await loadFlattener(context, store, [config]), device);
}

/** The same for several devices, with what they inherit read once. */
export async function attemptAll(
  context: ServiceContext,
  store: Store,
  devices: readonly DeviceRecord[],
): Promise<{ device: DeviceRecord; outcome: ConfigureOutcome }[]> {
  const configs = new Set(devices.flatMap((device) => textMember(device.document, 'config') ?? []));
  const flattened = await loadFlattener(context, store, [...configs]);
  return Promise.all(
    devices.map(async (device) => ({
      device,
      outcome: await attemptWith(context, store, flattened, device),
    })),
  );
}

async function attemptWith(
  context: ServiceContext,
  store: Store,
  flattened: Flattener,
  device: DeviceRecord,
): Promise<ConfigureOutcome> {
  const config = textMember(device.document, 'config');
  const name = textMember(device.document, 'plugin');
  const plugin = name === null ? null : await context.plugins.find(name);
  const rawConfig = config === null ? null : flattened(config);
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
