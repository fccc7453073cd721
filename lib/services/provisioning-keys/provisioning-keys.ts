import { randomBytes } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import { listKeyStates } from '../../db/tenants/key-states';
import { findProvisioningKey } from '../../db/tenants/tenants';
import type { ChangeKeyForm, ProvisioningKeys, RevealedKey } from '../../domain/settings/provisioning-keys';
import { newProvisioningKey, withUrlKey } from '../../domain/settings/url-key';
import { inScope } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { requestScope } from '../access/access';
import { LIST_LIMIT, NO_SUCH_TENANT, mayOrForbidden } from '../access/caller-scope';
import { actorName, type Caller } from '../actor';
import { loadBaseRawConfig } from '../configs/flattened';
import type { ServiceContext } from '../context';
import { storeProvisioningKey } from './store-key';

/** The tenant of the request and those below it, each with whether it has a key. */
export async function listProvisioningKeys(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<ProvisioningKeys>> {
  const allowed = mayOrForbidden(caller, 'offhook.tenants.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: true });
  const tenants = await listKeyStates(context.database.sql, scope, LIST_LIMIT);
  return ok({
    enabled: context.server.urlKeys ?? false,
    tenants: tenants.map(({ id, name, set, devices }) => ({
      tenant: id,
      name,
      master: id === context.masterTenant,
      set,
      devices,
    })),
  });
}

/** Gives the tenant another key, or none. Phones with the old one are turned away at once. */
export async function changeProvisioningKey(
  context: ServiceContext,
  caller: Caller,
  tenant: string,
  form: ChangeKeyForm,
): Promise<Result<RevealedKey | undefined>> {
  const found = await ownTenant(context, caller, tenant, 'update');
  if (!found.ok) return found;
  const key = form.key === undefined ? newProvisioningKey(randomBytes) : form.key;
  const saved = await context.changes.write(async (store) => {
    const outcome = await storeProvisioningKey(context, store, tenant, key);
    if (outcome === 'saved') {
      await writeAudit(store.sql, {
        tenantId: tenant,
        actor: actorName(caller.actor),
        action: key === null ? 'tenant.key.clear' : 'tenant.key.update',
        target: `tenant/${tenant}`,
      });
    }
    return outcome;
  });
  if (saved === 'taken') {
    const problem = { path: 'key', message: 'taken' };
    return err(appError('conflict', 'Another tenant has this key.', [problem]));
  }
  return ok(key === null ? undefined : await revealed(context, key));
}

/** Shows the key. It is written down first: who looked is always known. */
export async function revealProvisioningKey(
  context: ServiceContext,
  caller: Caller,
  tenant: string,
): Promise<Result<RevealedKey>> {
  const allowed = mayOrForbidden(caller, 'offhook.secrets.reveal.read');
  if (!allowed.ok) return allowed;
  const found = await ownTenant(context, caller, tenant, 'read');
  if (!found.ok) return found;
  const key = await findProvisioningKey(context.database, tenant);
  if (key === null || key === '') return err(appError('not_found', 'The tenant has no provisioning key.'));
  await writeAudit(context.database.sql, {
    tenantId: tenant,
    actor: actorName(caller.actor),
    action: 'tenant.key.reveal',
    target: `tenant/${tenant}`,
  });
  return ok(await revealed(context, key));
}

async function ownTenant(
  context: ServiceContext,
  caller: Caller,
  tenant: string,
  verb: 'read' | 'update',
): Promise<Result<void>> {
  const allowed = mayOrForbidden(caller, `provd.configure.${tenant}.provisioning_key.${verb}`);
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: true });
  const known = inScope(scope, tenant) && (await listKeyStates(context.database.sql, scope, LIST_LIMIT));
  return known && known.some(({ id }) => id === tenant) ? ok(undefined) : err(NO_SUCH_TENANT);
}

async function revealed(context: ServiceContext, key: string): Promise<RevealedKey> {
  const url = withUrlKey(await loadBaseRawConfig(context, context.database), key)?.http_base_url;
  return { key, url: typeof url === 'string' ? url : null };
}
