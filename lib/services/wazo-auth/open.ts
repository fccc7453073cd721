import { ok, type Result } from '../../shared/result';
import { WazoAuthClient } from './client';
import { readServiceKeyFile } from './key-file';
import { syncTenants, type TenantSync } from './sync-tenants';
import { createTokenAuthority, type TokenAuthority } from './wazo-auth';

/** Asks nothing yet; the key file is read. */
export function openWazoAuth(settings: { url: string; keyFile: string | null }): Result<WazoAuthClient> {
  const service = settings.keyFile === null ? ok(null) : readServiceKeyFile(settings.keyFile);
  if (!service.ok) return service;
  return ok(new WazoAuthClient({ url: settings.url, service: service.value }));
}

export function tokenAuthorityOf(client: WazoAuthClient, sync: Omit<TenantSync, 'client'>): TokenAuthority {
  return createTokenAuthority({
    client,
    clock: sync.clock,
    updateTenants: async () => {
      try {
        await syncTenants({ ...sync, client }, { remove: false });
      } catch (cause) {
        sync.logger.warn({ err: cause }, 'tenants were not read from the authentication server');
      }
    },
  });
}
