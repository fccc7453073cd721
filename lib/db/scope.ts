import type { TenantScope } from '../domain/tenants/scope';

/** SQL for "of a tenant of the scope"; the parameter holds `scopeTenants(scope)`. */
export function inScopeSql(parameter: string): string {
  return `(${parameter}::uuid[] IS NULL OR tenant_id = ANY(${parameter}::uuid[]))`;
}

/** The value for the parameter of `inScopeSql`: null for every tenant. */
export function scopeTenants(scope: TenantScope): readonly string[] | null {
  return scope.tenants;
}
