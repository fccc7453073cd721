import type { TenantView } from '@/lib/domain/access/views';

/** Parents before their children, each with how deep it lies; the own tenant has depth 0. */
export function tenantTree(tenants: readonly TenantView[]): { tenant: TenantView; depth: number }[] {
  const branch = (parent: string | null, depth: number): { tenant: TenantView; depth: number }[] =>
    tenants
      .filter((tenant) => tenant.parent === parent)
      .flatMap((tenant) => [{ tenant, depth }, ...branch(tenant.id, depth + 1)]);
  return branch(null, 0);
}
