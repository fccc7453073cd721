import type { DhcpClass } from '../domain/plugins/dhcp';
import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { dnsmasqSnippet } from './dnsmasq';
import { iscSnippet } from './isc';
import { keaSnippet } from './kea';
import { readyClass, type ReadyClass, type SnippetOptions } from './ready-class';

export const DHCP_SERVERS = ['isc', 'kea', 'dnsmasq'] as const;
export type DhcpServer = (typeof DHCP_SERVERS)[number];

/** The classes of one family, with the name that people know it by. */
export interface FamilyClasses {
  vendor: string;
  classes: readonly DhcpClass[];
}

const WRITERS = { isc: iscSnippet, kea: keaSnippet, dnsmasq: dnsmasqSnippet };

/** Configuration to paste for the phones of these families, in the language of the server. */
export function dhcpSnippet(
  server: DhcpServer,
  families: readonly FamilyClasses[],
  options: SnippetOptions,
): Result<string> {
  const classes: ReadyClass[] = [];
  for (const { vendor, classes: ofFamily } of families) {
    for (const entry of ofFamily) {
      const ready = readyClass(vendor, entry, options.addresses);
      if (!ready) {
        return err(
          appError(
            'invalid',
            `The class ${entry.name} needs the IPv4 address of the TFTP server, and "${options.addresses.tftpServerName}" is a name: give the address.`,
          ),
        );
      }
      classes.push(ready);
    }
  }
  return ok(WRITERS[server](classes, options));
}
