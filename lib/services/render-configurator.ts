import { listCustomTemplates } from '../db/templates/templates';
import { findProvisioningKey } from '../db/tenants/tenants';
import { withUrlKey } from '../domain/settings/url-key';
import type { Clock } from '../shared/clock';
import type { Configurator } from './context';
import type { ConfigError } from '../db/devices/record';
import type { RenderPort } from './phones/render-port';

const NO_KEY: ConfigError = {
  code: 'no_key',
  message: 'The tenant has no provisioning key, so its phones can have no URL.',
};

/** A device can be configured when all its files can be rendered. Nothing is kept: phones' processes render their own. */
export function createRenderConfigurator(options: {
  masterTenant: string;
  render: Pick<RenderPort, 'device'>;
  clock: Clock;
  urlKeys: boolean;
}): Configurator {
  const { masterTenant, render, clock, urlKeys } = options;
  return {
    async attempt(store, { tenantId, device, plugin, rawConfig: raw }) {
      const rawConfig = urlKeys ? withUrlKey(raw, await findProvisioningKey(store, tenantId)) : raw;
      if (rawConfig === null) return NO_KEY;
      const names = [plugin.id, ...plugin.aliases];
      const custom = await listCustomTemplates(store.sql, [tenantId, masterTenant], names);
      const input = { pluginId: plugin.id, device, rawConfig, now: clock.now().toISOString() };
      const rendered = await render.device(plugin, input, custom ?? undefined, 'phone');
      return rendered.ok ? null : rendered.error;
    },
  };
}
