import { writeAudit } from '../../db/audit/audit';
import { deconfigureByPlugin } from '../../db/devices/by-plugin';
import { deletePackages } from '../../db/packages/packages';
import { everywhere } from '../../domain/tenants/scope';
import { removeFirmware } from '../../packages/firmware-store';
import { recordLine } from '../../packages/line-store';
import { isBundled } from '../../packages/shipped';
import { findFamilies } from '../../plugins/registry';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { alone, authorizeManaging, pluginKey } from './manager';
import { namesOf } from './reconfigure-devices';

/**
 * Takes a plugin away, with its packages. Its devices keep its name and are not configured until it is installed again;
 * the administrator's templates for it stay.
 */
export async function uninstallPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const folders = authorizeManaging(context, caller, 'provd.pg_mgr.install.uninstall.create');
  if (!folders.ok) return folders;
  const line = await context.plugins.find(id);
  if (!line) return err(appError('invalid', 'plugin not found'));
  const { root, firmware, shipped } = folders.value;
  if (await isOwn(context, shipped, line.id, line.family))
    return err(
      appError(
        'invalid',
        `plugin ${line.id} is in the folder of your own plugins: remove ${line.family} there`,
      ),
    );
  return alone(context, pluginKey(line.id), `plugin/${line.id}`, async (store) => {
    await recordLine(
      root,
      line.id,
      (await isBundled(shipped, line.family, line.id)) ? { state: 'removed' } : null,
    );
    await removeFirmware(root, firmware, line.id);
    await deletePackages(store.sql, line.id, null);
    await deconfigureByPlugin(store, everywhere(context.masterTenant), namesOf(line));
    store.announce('plugin', [line.id]);
    const entry = {
      tenantId: context.masterTenant,
      actor: actorName(caller.actor),
      action: 'plugin.uninstall',
    };
    await writeAudit(store.sql, { ...entry, target: `plugin/${line.id}` });
    return ok(undefined);
  });
}

/** Families that an administrator wrote are not ours to remove. */
async function isOwn(context: ServiceContext, shipped: string, id: string, family: string): Promise<boolean> {
  const folder = await context.plugins.folderOf(id);
  const packages = context.packages?.root;
  if (folder === null || packages === undefined || folder.startsWith(packages)) return false;
  return folder !== (await findFamilies([shipped])).get(family);
}
