import type { DhcpClass } from '../domain/plugins/dhcp';
import type { DhcpAddresses } from './addresses';

export interface SnippetOptions {
  addresses: DhcpAddresses;
  /** DHCP options that the lease report carries: those that identification looks at. */
  reportedOptions: readonly number[];
  /** Path of the script that reports leases; null: leases are not reported. */
  hook: string | null;
}

/** A class whose addresses are filled in. */
export interface ReadyClass extends DhcpClass {
  vendor: string;
}

/** Option codes that are sent as something else than the servers know them. */
export function sentCodes(classes: readonly ReadyClass[]): Map<number, 'text' | 'address'> {
  return new Map(
    classes.flatMap((entry) => entry.send.map((option) => [option.option, option.type] as const)),
  );
}
