import type { Store } from '../../db/changes';
import { textMember, type DeviceRecord } from '../../db/devices/record';
import { findDevices } from '../../db/moving/find-many';
import type { BulkRowResult } from '../../domain/bulk/bulk';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Problem } from '../../shared/errors';
import type { ServiceContext } from '../context';

/** Devices that are read at a time. */
const PAGE = 500;

/** The results, those of devices that can't be configured with the reason. Reads what the transaction of `store` wrote. */
export async function withReasons(
  context: ServiceContext,
  store: Store,
  scope: TenantScope,
  results: readonly BulkRowResult[],
): Promise<BulkRowResult[]> {
  const told: BulkRowResult[] = [];
  for (let i = 0; i < results.length; i += PAGE) {
    const page = results.slice(i, i + PAGE);
    const ids = page.flatMap(({ ok, action, deviceId }) =>
      ok && action !== 'delete' && deviceId !== null ? [deviceId] : [],
    );
    const devices = ids.length > 0 ? await findDevices(store, scope, ids) : new Map<string, DeviceRecord>();
    for (const result of page) {
      const device = result.ok && result.deviceId !== null ? devices.get(result.deviceId) : undefined;
      told.push(device ? { ...result, problems: await reasonsOf(context, device) } : result);
    }
  }
  return told;
}

async function reasonsOf(context: ServiceContext, device: DeviceRecord): Promise<Problem[]> {
  if (device.configured) return [];
  if (device.configError) {
    const { template, line, message } = device.configError;
    const place = template === undefined ? '' : `${template}${line === undefined ? '' : `, line ${line}`}: `;
    return [{ path: '', message: `${place}${message}` }];
  }
  const plugin = textMember(device.document, 'plugin');
  if (plugin === null) return [{ path: 'plugin', message: 'noPluginYet' }];
  if ((await context.plugins.find(plugin)) === null) return [{ path: 'plugin', message: 'pluginGone' }];
  return [{ path: '', message: 'noUsableConfig' }];
}
