import type { Store } from '../../db/changes';
import { listAncestors } from '../../db/configs/find';
import type { ConfigRecord } from '../../db/configs/record';
import { listSettings } from '../../db/settings/settings';
import { findParents } from '../../db/tenants/tenants';
import { MAX_ANCESTORS, flatten, type FlattenableConfig } from '../../domain/configs/flatten';
import { baseRawConfig } from '../../domain/settings/base-raw-config';
import { usableBy } from '../../domain/tenants/lineage';
import { everywhere, scopeOf } from '../../domain/tenants/scope';
import { isJsonObject, type JsonObject } from '../../shared/json';
import { plainObject } from '../../shared/json-text';
import type { ServiceContext } from '../context';

/** A config, and the tenant of the document that uses it (a device, or the config itself when it is looked at). */
export interface ConfigUse {
  config: string;
  tenant: string;
}

/** Gives flattened parameters, to be read only; null for a config that there is not, or that the tenant may not use. */
export type Flattener = (use: ConfigUse) => JsonObject | null;

/**
 * Reads the configs and all they inherit from, as they are in the transaction of `store`. Everything is read, whosever it
 * is; `usableBy` decides which of it counts, for each heir by its own tenant.
 */
export async function loadFlattener(
  context: ServiceContext,
  store: Store,
  uses: readonly ConfigUse[],
): Promise<Flattener> {
  const ids = [...new Set(uses.map(({ config }) => config))];
  const limit = MAX_ANCESTORS * Math.max(1, ids.length);
  const records = await listAncestors(store, everywhere(context.masterTenant), ids, limit);
  const configs = new Map(records.map((record) => [record.id, flattenable(record)]));
  const tenants = [...uses.map(({ tenant }) => tenant), ...records.map(({ tenantId }) => tenantId)];
  const parents = await findParents(store.sql, tenants);
  const base = await loadBaseRawConfig(context, store);
  return ({ config, tenant }) =>
    flatten(
      config,
      usableBy(parents, tenant, (id) => configs.get(id)),
      base,
    )?.raw ?? null;
}

export async function loadBaseRawConfig(context: ServiceContext, store: Store): Promise<JsonObject> {
  const settings = await listSettings(store, scopeOf(context.masterTenant));
  return baseRawConfig(new Map(settings.map(({ key, value }) => [key, value])), context.server);
}

function flattenable(record: ConfigRecord): FlattenableConfig & { tenantId: string } {
  const raw = record.document.members.get('raw_config');
  const value = raw?.kind === 'object' ? plainObject(raw) : {};
  return {
    tenantId: record.tenantId,
    parent_ids: record.parentIds,
    raw_config: isJsonObject(value) ? value : {},
  };
}
