import { createOperation, updateOperation, type OperationRecord } from '../../db/operations/operations';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { UNAUTHORIZED, authorize, isMaster } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

/**
 * The plugins that come with Offhook are all installed and always up to date, so bringing the index up to date ends at
 * once and there is nothing that could be installed. Repositories of packages are not read yet.
 */
export async function updatePluginIndex(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<OperationRecord>> {
  const allowed = authorizeManaging(context, caller, 'update');
  if (!allowed.ok) return allowed;
  return ok(await endedOperation(context, caller, '/pg_mgr/install/update', 'update'));
}

export async function installPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<OperationRecord>> {
  const allowed = authorizeManaging(context, caller, 'install');
  if (!allowed.ok) return allowed;
  const line = await context.plugins.find(id);
  return err(appError('invalid', line ? `plugin ${id} is already installed` : `'${id}'`));
}

export async function upgradePlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<OperationRecord>> {
  const allowed = authorizeManaging(context, caller, 'upgrade');
  if (!allowed.ok) return allowed;
  const line = await context.plugins.find(id);
  if (!line) return err(appError('invalid', `plugin ${id} is not already installed`));
  return ok(await endedOperation(context, caller, '/pg_mgr/install/upgrade', 'install'));
}

export async function uninstallPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const allowed = authorizeManaging(context, caller, 'uninstall');
  if (!allowed.ok) return allowed;
  const line = await context.plugins.find(id);
  const why = line ? `plugin ${id} comes with Offhook and can not be uninstalled` : 'plugin not found';
  return err(appError('invalid', why));
}

/** Makes every process read the plugin's folder again. */
export async function reloadPlugin(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'provd.pg_mgr.reload.create');
  if (!allowed.ok) return allowed;
  if (!isMaster(context, caller)) return err(UNAUTHORIZED);
  const line = await context.plugins.find(id);
  if (!line) return err(appError('invalid', `plugin ${id} is not installed`));
  await context.changes.write((store) => Promise.resolve(store.announce('plugin', [line.id])));
  return ok(undefined);
}

function authorizeManaging(context: ServiceContext, caller: Caller, verb: string): Result<void> {
  const allowed = authorize(caller, `provd.pg_mgr.install.${verb}.create`);
  return allowed.ok && !isMaster(context, caller) ? err(UNAUTHORIZED) : allowed;
}

async function endedOperation(
  context: ServiceContext,
  caller: Caller,
  parent: string,
  label: string,
): Promise<OperationRecord> {
  const { sql } = context.database;
  const operation = await createOperation(sql, { parent, tenantId: caller.tenant, label, state: 'progress' });
  await updateOperation(sql, parent, operation.number, {
    label,
    state: 'success',
    current: null,
    end: null,
    subs: [],
  });
  return operation;
}
