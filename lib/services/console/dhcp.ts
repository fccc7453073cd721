import type { DhcpSnippet } from '../../domain/console/dhcp';
import { dhcpAddresses } from '../../dhcp/addresses';
import { HOOK_PATH } from '../../dhcp/lease-hook';
import { dhcpSnippet } from '../../dhcp/snippet';
import { dhcpFamilies, identifyingOptions } from '../../plugins/dhcp-families';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { ConsoleContext } from './context';

/** What to paste into a DHCP server so that the phones of the installed families find this server. */
export async function readDhcpSnippet(
  context: ConsoleContext,
  server: DhcpSnippet['server'],
): Promise<Result<DhcpSnippet>> {
  const { baseRaw, registry } = await context.world();
  const url = baseRaw.http_base_url;
  if (typeof url !== 'string') {
    return err(
      appError('conflict', 'The URL that phones use is not set. Set OFFHOOK_PUBLIC_URL and restart.'),
    );
  }
  const addresses = dhcpAddresses(url);
  if (!addresses.ok) return addresses;
  const text = dhcpSnippet(server, dhcpFamilies(registry), {
    addresses: addresses.value,
    reportedOptions: identifyingOptions(registry),
    hook: null,
  });
  return text.ok ? ok({ server, text: text.value, publicUrl: url, hookPath: HOOK_PATH }) : text;
}
