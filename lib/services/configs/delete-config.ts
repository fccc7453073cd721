import { writeAudit } from '../../db/audit/audit';
import { findConfig } from '../../db/configs/find';
import { deleteConfig as remove } from '../../db/configs/write';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import { rightPart } from '../access/acl';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { applyConfigEffects } from './apply-effects';
import { NO_SUCH_RESOURCE } from './get-config';
import { CHANGED_MEANWHILE, type UpdateOptions } from './update-config';

/** Devices and children that name it keep the name: clients delete in any order. */
export async function deleteConfig(
  context: ServiceContext,
  caller: Caller,
  id: string,
  options: UpdateOptions = {},
): Promise<Result<void>> {
  const allowed = authorize(caller, `provd.cfg_mgr.configs.${rightPart(id)}.delete`);
  if (!allowed.ok) return allowed;
  const scope = await ownScope(context, caller);
  return context.changes.write(async (store): Promise<Result<void>> => {
    const config = await findConfig(store, scope, id, { lock: true });
    if (!config) return err(NO_SUCH_RESOURCE);
    if (options.revision !== undefined && options.revision !== config.revision) return err(CHANGED_MEANWHILE);
    if (!config.deletable) return err(appError('forbidden', `The document ${id} is not deletable`));
    await remove(store, scope, id);
    await applyConfigEffects(context, store, id);
    const entry = { tenantId: config.tenantId, actor: actorName(caller.actor), action: 'config.delete' };
    await writeAudit(store.sql, { ...entry, target: `config/${id}` });
    return ok(undefined);
  });
}
