import type { LearnReason } from '../../domain/learn/learn';

/** A reason in English, for terminals. */
export function reasonText({ code, value }: LearnReason): string {
  return TEXT[code](value);
}

const TEXT: Record<LearnReason['code'], (value: string) => string> = {
  agent: (value) => `User-Agent "${value}"`,
  model: (value) => `model ${value}`,
  version: (value) => `firmware ${value}`,
  mac: (value) => `MAC address ${value}`,
  path_mac: (value) => `named after the phone: ${value}`,
  no_agent: () => 'only without a User-Agent, as it was asked',
  folder: (value) => `a folder of its own: ${value}`,
  named_file: (value) => `names that few others would ask for: ${value}`,
  oui: (value) => `MAC prefix ${value}`,
  vendor_class: (value) => `DHCP vendor class "${value}"`,
  narrowed: (value) => `with the MAC prefix only, since else it matches ${value}`,
  generic_agent: (value) => `User-Agent "${value}": anybody sends it`,
  generic_class: (value) => `vendor class "${value}": anybody sends it`,
  matches_others: (value) => `${value} would match too`,
  local_mac: (value) => `${value}: no maker's address, a program made it up`,
  known_already: (value) => `${value} knows it already`,
};
