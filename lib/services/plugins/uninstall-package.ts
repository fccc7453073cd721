import { writeAudit } from '../../db/audit/audit';
import { deletePackages, listPackages } from '../../db/packages/packages';
import { takeFiles } from '../../packages/firmware-store';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { rightPart } from '../access/acl';
import { actorName, type Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import type { ServiceContext } from '../context';
import { alone, authorizeManaging, pluginKey } from './manager';

/** Removes the files of a package that no other package has too. One that is not installed is told by its id in quotes. */
export async function uninstallPackage(
  context: ServiceContext,
  caller: Caller,
  plugin: string,
  id: string,
): Promise<Result<void>> {
  const right = `provd.pg_mgr.plugins.${rightPart(plugin)}.install.uninstall.create`;
  const folders = authorizeManaging(context, caller, right);
  if (!folders.ok) return folders;
  const line = await context.plugins.find(plugin);
  if (!line) return err(NO_SUCH_RESOURCE);
  const { firmware } = folders.value;
  return alone(context, pluginKey(line.id), `plugin/${line.id}`, async (store) => {
    const installed = await listPackages(store.sql, line.id);
    const found = installed.find((one) => one.id === id);
    if (!found) return err(appError('invalid', `'${id}'`));
    const others = installed.filter((one) => one !== found).flatMap(({ files }) => files);
    await takeFiles(firmware, line.id, found.files, new Set(others));
    await deletePackages(store.sql, line.id, id);
    store.announce('plugin', [line.id]);
    const entry = {
      tenantId: context.masterTenant,
      actor: actorName(caller.actor),
      action: 'package.uninstall',
    };
    await writeAudit(store.sql, { ...entry, target: `plugin/${line.id}/package/${id}` });
    return ok(undefined);
  });
}
