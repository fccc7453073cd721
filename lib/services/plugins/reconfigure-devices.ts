import { lockDevicesByPlugin } from '../../db/devices/by-plugin';
import { setConfigured } from '../../db/devices/write';
import { everywhere } from '../../domain/tenants/scope';
import type { PluginLine } from '../../domain/plugins/plugin';
import { attemptAll } from '../devices/configure';
import type { ServiceContext } from '../context';

const PAGE = 100;

/** Every name that a device may call the line by. */
export function namesOf(line: Pick<PluginLine, 'id' | 'aliases'>): string[] {
  return [...new Set([line.id, ...line.aliases].map((name) => name.toLowerCase()))];
}

/** Decides for each device of the plugin whether it can be configured. `pages`: at most so many of 100; true: all done. */
export async function reconfigureDevices(
  context: ServiceContext,
  line: PluginLine,
  pages = Infinity,
): Promise<boolean> {
  const all = everywhere(context.masterTenant);
  const names = namesOf(line);
  let after = '';
  for (let page = 0; page < pages; page++) {
    const last = await context.changes.write(async (store) => {
      const devices = await lockDevicesByPlugin(store, all, names, after, PAGE);
      for (const { device, outcome } of await attemptAll(context, store, devices))
        await setConfigured(store, all, device.id, outcome);
      return devices.length < PAGE ? null : (devices.at(-1)?.id ?? null);
    });
    if (last === null) return true;
    after = last;
  }
  return false;
}
