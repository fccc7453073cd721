import { scopeOf, type TenantScope } from './scope';

/** Parent of each tenant; null: it is the master tenant. */
export type TenantParents = ReadonlyMap<string, string | null>;

/** More generations than anybody has: a circle in the tree must not hold a phone up. */
const MAX_GENERATIONS = 100;

/**
 * Whether documents of `tenant` may use those of `other`: its own and those of the tenants above it. Never those of a
 * tenant below or beside it, whoever wrote their ids down. A tenant that is not known yet is below the master tenant at
 * least.
 */
export function mayUse(parents: TenantParents, tenant: string, other: string): boolean {
  let each: string | null | undefined = tenant;
  for (let n = 0; each && n < MAX_GENERATIONS; n += 1) {
    if (each === other) return true;
    each = parents.get(each);
  }
  return each === undefined && parents.get(other) === null;
}

/** The tenants whose documents those of `tenant` may use. For reading alone: they may be above the caller's own. */
export function usableScope(parents: TenantParents, tenant: string): TenantScope {
  return scopeOf(tenant, lineageOf(parents, tenant));
}

/** Itself first, the master tenant last. */
export function lineageOf(parents: TenantParents, tenant: string): string[] {
  const lineage: string[] = [];
  let each: string | null | undefined = tenant;
  while (each && lineage.length < MAX_GENERATIONS) {
    lineage.push(each);
    each = parents.get(each);
  }
  return lineage;
}

/**
 * Finds documents as `flatten` asks for them: the first one for a document of `viewer` (a device), each other one for
 * its heir. One that the asking tenant may not use is none.
 */
export function usableBy<T extends { tenantId: string }>(
  parents: TenantParents,
  viewer: string,
  find: (id: string) => T | null | undefined,
): (id: string, heir: T | null) => T | null {
  return (id, heir) => {
    const found = find(id);
    return found && mayUse(parents, heir?.tenantId ?? viewer, found.tenantId) ? found : null;
  };
}
