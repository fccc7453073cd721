import type { ServiceContext } from '../../services/context';
import type { Attempt } from '../../services/plugins/attempt';
import { runInstallPackage } from '../../services/plugins/install-package';
import { runInstallPlugin } from '../../services/plugins/install-plugin';
import { reconfigureDevices } from '../../services/plugins/reconfigure-devices';
import { runUpdateIndex } from '../../services/plugins/update-index';
import type { InstallPackagePayload, InstallPluginPayload } from '../definitions/plugins';

type Services = () => Promise<ServiceContext>;

export function pluginHandlers(services: Services) {
  return {
    async updateIndex(
      _: unknown,
      payload: { parent: string; number: number },
      attempt: Attempt,
    ): Promise<void> {
      await runUpdateIndex(await services(), payload, attempt);
    },
    async installPlugin(_: unknown, payload: InstallPluginPayload, attempt: Attempt): Promise<void> {
      await runInstallPlugin(await services(), payload, attempt);
    },
    async installPackage(_: unknown, payload: InstallPackagePayload, attempt: Attempt): Promise<void> {
      await runInstallPackage(await services(), payload, attempt);
    },
    async reconfigurePlugin(_: unknown, { plugin }: { plugin: string }): Promise<void> {
      const context = await services();
      const line = await context.plugins.find(plugin);
      if (line) await reconfigureDevices(context, line);
    },
  };
}
