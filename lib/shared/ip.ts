import { isIPv4, isIPv6 } from 'node:net';

/** Strict dotted quad without leading zeros. */
export function isDottedQuad(text: string): boolean {
  return isIPv4(text);
}

/** An address as devices store it: IPv4 as it is, IPv4-mapped IPv6 unwrapped, IPv6 in lower case; null if neither. */
export function normalizeIp(text: string): string | null {
  const bare = text.startsWith('::ffff:') && isIPv4(text.slice(7)) ? text.slice(7) : text;
  if (isIPv4(bare)) return bare;
  const address = bare.split('%', 1)[0] ?? '';
  return isIPv6(address) ? address.toLowerCase() : null;
}
