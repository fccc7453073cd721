import { z } from 'zod';

export const DHCP_SERVERS = ['isc', 'kea', 'dnsmasq'] as const;
export const dhcpServer = z.enum(DHCP_SERVERS);

export interface DhcpSnippet {
  server: (typeof DHCP_SERVERS)[number];
  text: string;
  /** The URL in it, as phones use it. */
  publicUrl: string;
  /** Where the script that reports leases is installed, for those who want one. */
  hookPath: string;
}
