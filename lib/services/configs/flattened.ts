import type { Store } from '../../db/changes';
import { listAncestors } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { listSettings } from '../../db/settings/settings';
import { MAX_ANCESTORS, flatten, type FlattenableConfig } from '../../domain/configs/flatten';
import { baseRawConfig } from '../../domain/settings/base-raw-config';
import { everywhere, scopeOf } from '../../domain/tenants/scope';
import { isJsonObject, type JsonObject } from '../../shared/json';
import { plainObject } from '../../shared/json-text';
import type { ServiceContext } from '../context';

/** Gives flattened parameters, to be read only; null for an unknown config. */
export type Flattener = (configId: string) => JsonObject | null;

/**
 * Reads the configs and all they inherit from, as they are in the transaction of `store`. Inheritance crosses tenants:
 * everybody inherits from the master tenant's configs, so the caller has to have checked the right to `configIds`.
 */
export async function loadFlattener(
  context: ServiceContext,
  store: Store,
  configIds: readonly string[],
): Promise<Flattener> {
  const records = await listAncestors(
    store,
    everywhere(context.masterTenant),
    configIds,
    MAX_ANCESTORS * Math.max(1, configIds.length),
  );
  const configs = new Map(records.map((record) => [record.id, flattenable(record)]));
  const base = await loadBaseRawConfig(context, store);
  return (id) => flatten(id, (configId) => configs.get(configId), base)?.raw ?? null;
}

export async function loadBaseRawConfig(context: ServiceContext, store: Store): Promise<JsonObject> {
  const settings = await listSettings(store, scopeOf(context.masterTenant));
  return baseRawConfig(new Map(settings.map(({ key, value }) => [key, value])), context.server);
}

function flattenable(record: ConfigRecord): FlattenableConfig {
  const raw = record.document.members.get('raw_config');
  const value = raw?.kind === 'object' ? plainObject(raw) : {};
  return { parent_ids: record.parentIds, raw_config: isJsonObject(value) ? value : {} };
}
