import { randomUUID } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import {
  deleteTenant as remove,
  listTenantsOf,
  renameTenant,
  tenantContents,
  type TenantRow,
} from '../../db/tenants/manage';
import { insertTenant } from '../../db/tenants/tenants';
import type { ChangeTenantForm, CreateTenantForm } from '../../domain/access/forms';
import type { TenantView } from '../../domain/access/views';
import { inScope, type TenantScope } from '../../domain/tenants/scope';
import { appError, type AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { requestScope } from './access';
import { rightPart } from './acl';
import { homeFor, LIST_LIMIT, mayOrForbidden, NO_SUCH_TENANT } from './caller-scope';

const TAKEN: AppError = appError('conflict', 'Another tenant has this id or short name.', [
  { path: 'slug', message: 'taken' },
]);

/** The tenant of the request and all below it, each with what it has. */
export async function listTenants(context: ServiceContext, caller: Caller): Promise<Result<TenantView[]>> {
  const allowed = mayOrForbidden(caller, 'offhook.tenants.read');
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: true });
  const rows = await listTenantsOf(context.database.sql, scope, LIST_LIMIT);
  return ok(rows.map((row) => tenantView(context, scope, row)));
}

export async function createTenant(
  context: ServiceContext,
  caller: Caller,
  form: CreateTenantForm,
): Promise<Result<TenantView>> {
  const allowed = mayOrForbidden(caller, 'offhook.tenants.create');
  if (!allowed.ok) return allowed;
  const parent = await homeFor(context, caller, form.parent);
  if (!parent.ok) return parent;
  const tenant = {
    id: form.id ?? randomUUID(),
    parentId: parent.value.home,
    name: form.name,
    slug: form.slug ?? null,
  };
  const written = await context.changes.write(async (store) => {
    const inserted = await insertTenant(store, tenant);
    if (inserted) {
      await writeAudit(store.sql, {
        tenantId: tenant.id,
        actor: actorName(caller.actor),
        action: 'tenant.create',
        target: `tenant/${tenant.id}`,
        detail: { name: tenant.name, parent: tenant.parentId },
      });
    }
    return inserted;
  });
  if (!written) return err(TAKEN);
  return ok({
    ...view(context, tenant),
    parent: tenant.parentId,
    devices: 0,
    configs: 0,
    users: 0,
    tokens: 0,
  });
}

export async function changeTenant(
  context: ServiceContext,
  caller: Caller,
  id: string,
  form: ChangeTenantForm,
): Promise<Result<void>> {
  const found = await forChange(context, caller, id, 'update');
  if (!found.ok) return found;
  const saved = await context.changes.write(async (store) => {
    const outcome = await renameTenant(store, { id: found.value, ...form });
    if (outcome === 'saved') {
      await writeAudit(store.sql, {
        tenantId: id,
        actor: actorName(caller.actor),
        action: 'tenant.update',
        target: `tenant/${id}`,
        detail: { ...form },
      });
    }
    return outcome;
  });
  if (saved === 'saved') return ok(undefined);
  return err(saved === 'taken' ? TAKEN : NO_SUCH_TENANT);
}

/** Only an empty tenant: what phones live on is deleted by hand. Its tokens, settings and templates go with it. */
export async function deleteTenant(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const found = await forChange(context, caller, id, 'delete');
  if (!found.ok) return found;
  if (id === context.masterTenant) return err(appError('conflict', 'The master tenant stays.'));
  if (id === caller.actor.tenant) return err(appError('conflict', 'You can not delete your own tenant.'));
  return context.changes.write(async (store): Promise<Result<void>> => {
    const contents = await tenantContents(store, id);
    if (contents.length > 0)
      return err(
        appError('conflict', `The tenant still has ${contents.join(', ')}. Delete or move them first.`),
      );
    await remove(store, id);
    await writeAudit(store.sql, {
      tenantId: caller.actor.tenant,
      actor: actorName(caller.actor),
      action: 'tenant.delete',
      target: `tenant/${id}`,
    });
    return ok(undefined);
  });
}

async function forChange(
  context: ServiceContext,
  caller: Caller,
  id: string,
  verb: string,
): Promise<Result<string>> {
  const allowed = mayOrForbidden(caller, `offhook.tenants.${rightPart(id)}.${verb}`);
  if (!allowed.ok) return allowed;
  const scope = await requestScope(context, caller, { recurse: true });
  return inScope(scope, id) ? ok(id) : err(NO_SUCH_TENANT);
}

function tenantView(context: ServiceContext, scope: TenantScope, row: TenantRow): TenantView {
  const { devices, configs, users, tokens } = row;
  // What is above the caller's own tenant is not told.
  const parent = row.parentId !== null && inScope(scope, row.parentId) ? row.parentId : null;
  return { ...view(context, row), parent, devices, configs, users, tokens };
}

function view(
  context: ServiceContext,
  { id, name, slug }: { id: string; name: string; slug: string | null },
): { id: string; name: string; slug: string | null; master: boolean } {
  return { id, name, slug, master: id === context.masterTenant };
}
