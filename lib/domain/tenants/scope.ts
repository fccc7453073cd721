declare const scopeBrand: unique symbol;

/**
 * The tenants that a query may see. Every repository function takes one, so that a query without a tenant does not
 * compile. Made from an actor by `lib/services/access`, or by `everywhere` in the phone pipeline and migrations.
 */
export interface TenantScope {
  readonly [scopeBrand]: true;
  /** Tenant ids, lower-case UUIDs; `null`: every tenant. */
  readonly tenants: readonly string[] | null;
  /** The tenant that new documents go to. */
  readonly home: string;
}

/** Only for callers that have checked the actor's right to each of `tenants`. */
export function scopeOf(home: string, tenants: readonly string[] = [home]): TenantScope {
  return brand({ tenants, home });
}

/** Every tenant: for the phone pipeline, jobs and migrations alone. New documents go to the master tenant. */
export function everywhere(masterTenant: string): TenantScope {
  return brand({ tenants: null, home: masterTenant });
}

/** The scope and one tenant more, e.g. that of a device which the caller may change. */
export function withTenant(scope: TenantScope, tenant: string): TenantScope {
  return brand({ tenants: scope.tenants && [...scope.tenants, tenant], home: scope.home });
}

export function inScope(scope: TenantScope, tenant: string): boolean {
  return scope.tenants === null || scope.tenants.includes(tenant);
}

function brand(scope: { tenants: readonly string[] | null; home: string }): TenantScope {
  return scope as TenantScope; // the one place where the brand is given
}
