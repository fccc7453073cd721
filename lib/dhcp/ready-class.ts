import type { DhcpClass, DhcpSend } from '../domain/plugins/dhcp';
import { fillValue, type DhcpAddresses } from './addresses';

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

/** The class with its addresses, or null when it needs one of which only the name is known. */
export function readyClass(vendor: string, entry: DhcpClass, addresses: DhcpAddresses): ReadyClass | null {
  let complete = true;
  const filled = (value: string): string => {
    const text = fillValue(value, addresses);
    complete &&= text !== null;
    return text ?? '';
  };
  const send = entry.send.map((one): DhcpSend =>
    'suboptions' in one
      ? { ...one, suboptions: one.suboptions.map((sub) => ({ ...sub, value: filled(sub.value) })) }
      : { ...one, value: filled(one.value) },
  );
  const boot = entry.boot && { ...entry.boot, server: filled(entry.boot.server) };
  return complete ? { ...entry, vendor, send, boot } : null;
}

/** Option codes that are sent as something else than the servers know them. */
export function sentCodes(classes: readonly ReadyClass[]): Map<number, 'text' | 'address'> {
  return new Map(
    classes.flatMap((entry) =>
      entry.send.flatMap((one) => ('suboptions' in one ? [] : [[one.option, one.type] as const])),
    ),
  );
}

/** The sub-options of option 43 that a class is sent, none when it is sent none. */
export function suboptionsOf(entry: ReadyClass): Suboption[] {
  return entry.send.flatMap((one) => ('suboptions' in one ? one.suboptions : []));
}
export type Suboption = Extract<DhcpSend, { suboptions: unknown }>['suboptions'][number];

/** The options of a class that are sent as they are. */
export function plainOptions(entry: ReadyClass): Exclude<DhcpSend, { suboptions: unknown }>[] {
  return entry.send.flatMap((one) => ('suboptions' in one ? [] : [one]));
}
