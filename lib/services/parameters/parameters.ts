import { writeAudit } from '../../db/audit/audit';
import type { Store } from '../../db/changes';
import { listSettings, saveSetting } from '../../db/settings/settings';
import { findProvisioningKey, lockParameters } from '../../db/tenants/tenants';
import { SERVER_PARAMETERS, findParameter, type ServerParameter } from '../../domain/settings/parameters';
import { scopeOf } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import type { JsonValue } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';
import { UNAUTHORIZED, authorize, isMaster, may } from '../access/access';
import { actorName, type Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import { storeProvisioningKey } from '../provisioning-keys/store-key';
import { CHANGED_MEANWHILE, type UpdateOptions } from '../configs/update-config';
import type { ServiceContext } from '../context';

export interface ParameterValue {
  name: string;
  description: Readonly<Record<string, string>>;
  value: JsonValue;
}

const PER_TENANT = 'provisioning_key';

/** All parameters; the values of those that the caller may not read are null. */
export async function listParameters(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<ParameterValue[]>> {
  const allowed = authorize(caller, 'provd.configure.read');
  if (!allowed.ok) return allowed;
  const stored = await storedValues(context);
  return ok(
    await Promise.all(
      SERVER_PARAMETERS.map(async (parameter) => ({
        name: parameter.name,
        description: parameter.description,
        value: mayUse(context, caller, parameter, 'read')
          ? await valueOf(context.database, caller, parameter, stored)
          : null,
      })),
    ),
  );
}

export async function getParameter(
  context: ServiceContext,
  caller: Caller,
  name: string,
): Promise<Result<ParameterValue & { revision: string }>> {
  const parameter = findParameter(name);
  if (!parameter) return unknown(caller, name, 'read');
  if (!mayUse(context, caller, parameter, 'read')) return err(UNAUTHORIZED);
  const value = await valueOf(context.database, caller, parameter, await storedValues(context));
  return ok({ name, description: parameter.description, value, revision: revisionOf(context, name, value) });
}

export async function setParameter(
  context: ServiceContext,
  caller: Caller,
  name: string,
  value: JsonValue | undefined,
  options: UpdateOptions = {},
): Promise<Result<void>> {
  const parameter = findParameter(name);
  if (!parameter) return unknown(caller, name, 'update');
  if (!mayUse(context, caller, parameter, 'update')) return err(UNAUTHORIZED);
  if (value === undefined) return err(appError('invalid', 'Wrong information in entity'));
  const read = parameter.read(value);
  if (!read.ok) return err(appError('invalid', `${name} ${read.error.message}`));
  return context.changes.write(async (store): Promise<Result<void>> => {
    const tenantId = name === PER_TENANT ? caller.tenant : context.masterTenant;
    await lockParameters(store, tenantId);
    if (options.revision !== undefined) {
      const present = await valueOf(store, caller, parameter, await storedValues(context, store));
      if (options.revision !== revisionOf(context, name, present)) return err(CHANGED_MEANWHILE);
    }
    if (name === PER_TENANT) {
      const key = typeof read.value === 'string' ? read.value : null;
      if ((await storeProvisioningKey(context, store, tenantId, key)) === 'taken') {
        return err(appError('invalid', `${name} is used by another tenant`));
      }
    } else {
      await saveSetting(store, scopeOf(tenantId), name, read.value, { secret: parameter.secret });
    }
    const entry = { tenantId, actor: actorName(caller.actor), action: 'parameter.update' };
    await writeAudit(store.sql, { ...entry, target: `parameter/${name}` });
    return ok(undefined);
  });
}

/** The language that descriptions are given in. */
export async function descriptionLocale(context: ServiceContext): Promise<string | null> {
  const locale = (await storedValues(context)).get('locale');
  return typeof locale === 'string' ? locale : null;
}

/** Server parameters are the master tenant's alone; a provisioning key is each tenant's own. */
function mayUse(
  context: ServiceContext,
  caller: Caller,
  parameter: ServerParameter,
  verb: 'read' | 'update',
): boolean {
  if (!may(caller.actor, `provd.configure.${caller.tenant}.${parameter.name}.${verb}`)) return false;
  return parameter.name === PER_TENANT || isMaster(context, caller);
}

function unknown(caller: Caller, name: string, verb: 'read' | 'update'): Result<never> {
  const allowed = may(caller.actor, `provd.configure.${caller.tenant}.${name}.${verb}`);
  return err(allowed ? NO_SUCH_RESOURCE : UNAUTHORIZED);
}

/** A parameter has no history: its revision is a keyed hash of its value. */
function revisionOf(context: ServiceContext, name: string, value: JsonValue): string {
  return context.database.keyring.hash('parameter', JSON.stringify([name, value]));
}

async function storedValues(
  context: ServiceContext,
  store: Store = context.database,
): Promise<Map<string, JsonValue>> {
  const settings = await listSettings(store, scopeOf(context.masterTenant));
  return new Map(settings.map(({ key, value }) => [key, value]));
}

async function valueOf(
  store: Store,
  caller: Caller,
  parameter: ServerParameter,
  stored: ReadonlyMap<string, JsonValue>,
): Promise<JsonValue> {
  if (parameter.name === PER_TENANT) return findProvisioningKey(store, caller.tenant);
  return stored.get(parameter.name) ?? parameter.initial;
}
