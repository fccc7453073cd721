import { listCustomTemplates } from '../db/templates/templates';
import type { Clock } from '../shared/clock';
import type { Configurator } from './context';
import type { RenderPort } from './phones/render-port';

/** A device can be configured when all its files can be rendered. Nothing is kept: phones' processes render their own. */
export function createRenderConfigurator(options: {
  masterTenant: string;
  render: Pick<RenderPort, 'device'>;
  clock: Clock;
}): Configurator {
  const { masterTenant, render, clock } = options;
  return {
    async attempt({ sql }, { tenantId, device, plugin, rawConfig }) {
      const names = [plugin.id, ...plugin.aliases];
      const custom = await listCustomTemplates(sql, [tenantId, masterTenant], names);
      const input = { pluginId: plugin.id, device, rawConfig, now: clock.now().toISOString() };
      const rendered = await render.device(plugin, input, custom ?? undefined, 'phone');
      return rendered.ok ? null : rendered.error;
    },
  };
}
