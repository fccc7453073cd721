import { writeAudit } from '../../db/audit/audit';
import type { WriteStore } from '../../db/changes';
import { findAutocreateTemplate } from '../../db/configs/find';
import { insertConfig } from '../../db/configs/write';
import { autocreatedConfig } from '../../domain/configs/autocreate';
import { scopeOf } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';

/** A transient copy of the autocreate template, for a phone that belongs to nobody yet. */
export async function autocreateConfig(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<{ id: string }>> {
  const allowed = authorize(caller, 'provd.cfg_mgr.autocreate.create');
  if (!allowed.ok) return allowed;
  return context.changes.write(async (store): Promise<Result<{ id: string }>> => {
    const id = await insertAutocreated(context, store, caller.tenant);
    if (id === null) {
      return err(
        appError('invalid', 'No config has the role autocreate and a line 1, so there is nothing to copy.'),
      );
    }
    const entry = { tenantId: caller.tenant, actor: actorName(caller.actor), action: 'config.autocreate' };
    await writeAudit(store.sql, { ...entry, target: `config/${id}` });
    return ok({ id });
  });
}

/** Null: no template can be used. The template is the master tenant's: everybody's phones start with it. */
export async function insertAutocreated(
  context: ServiceContext,
  store: WriteStore,
  tenantId: string,
): Promise<string | null> {
  const template = await findAutocreateTemplate(store, scopeOf(context.masterTenant));
  const made = template && autocreatedConfig(template.id, template.document);
  if (!made || !(await insertConfig(store, made.id, tenantId, made.document))) return null;
  return made.id;
}
