import type { DhcpClass } from '../domain/plugins/dhcp';
import type { PluginRegistry } from './registry';

/** The DHCP classes of the families that have any. */
export function dhcpFamilies(registry: PluginRegistry): { vendor: string; classes: DhcpClass[] }[] {
  return [...registry.families.values()].flatMap(({ description, vendor, dhcp }) =>
    dhcp ? [{ vendor: description.en ?? vendor, classes: dhcp.classes }] : [],
  );
}

/** DHCP options that some identification rule looks at, the vendor class (60) always among them. */
export function identifyingOptions(registry: PluginRegistry): number[] {
  const codes = [...registry.families.values()].flatMap(({ identify }) =>
    (identify?.rules ?? []).flatMap(({ when }) => Object.keys(when.options ?? {}).map(Number)),
  );
  return [...new Set([60, ...codes])].sort((a, b) => a - b);
}
