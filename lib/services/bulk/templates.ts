import { findConfigs } from '../../db/moving/find-many';
import { listTenants } from '../../db/tenants/tenants';
import type { BulkRow } from '../../domain/bulk/bulk';
import { mayUse } from '../../domain/tenants/lineage';
import { everywhere } from '../../domain/tenants/scope';
import type { ServiceContext } from '../context';

/** Whether a config of `tenant` may inherit from this template. One that its tenant does not see is none. */
export type Templates = (template: string, tenant: string) => boolean;

/** Reads those that the rows name, once for all of them. */
export async function loadTemplates(context: ServiceContext, rows: readonly BulkRow[]): Promise<Templates> {
  const named = [...new Set(rows.flatMap(({ template }) => template || []))];
  if (named.length === 0) return () => false;
  const { database, masterTenant } = context;
  const [configs, tenants] = await Promise.all([
    findConfigs(database, everywhere(masterTenant), named),
    listTenants(database.sql),
  ]);
  const owners = new Map([...configs].map(([id, { tenantId }]) => [id, tenantId]));
  const parents = new Map(tenants.map(({ id, parentId }) => [id, parentId]));
  return (template, tenant) => {
    const owner = owners.get(template);
    return owner !== undefined && mayUse(parents, tenant, owner);
  };
}
