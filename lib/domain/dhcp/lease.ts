import { z } from 'zod';
import { isDottedQuad } from '../../shared/ip';
import { parseMac } from '../../shared/mac';

/** A DHCP option as the server saw it: one character per byte. */
export interface LeaseOption {
  code: number;
  value: string;
}

/** An address that a DHCP server gave. */
export interface Lease {
  ip: string;
  /** Normal form. */
  mac: string;
  options: LeaseOption[];
}

const OPTION = /^(\d{3})((?:[0-9a-f]{1,2}(?:\.[0-9a-f]{1,2})*)?)$/i;
const MAX_OPTIONS = 256;
const MAX_OPTION_TEXT = 4_096;

const option = z
  .string()
  .max(MAX_OPTION_TEXT)
  .transform((text, context): LeaseOption => {
    const found = OPTION.exec(text);
    const code = Number(found?.[1] ?? NaN);
    if (!found || code > 255) {
      context.addIssue({
        code: 'custom',
        message: 'an option is three digits and bytes in hex joined by dots',
      });
      return z.NEVER;
    }
    const bytes = found[2] ? found[2].split('.').map((byte) => parseInt(byte, 16)) : [];
    return { code, value: String.fromCharCode(...bytes) };
  });

const ip = z.string().refine(isDottedQuad, 'must be an IPv4 address');
const mac = z
  .string()
  .max(30)
  .transform((text, context) => {
    const parsed = parseMac(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: 'must be a MAC address' });
    return z.NEVER;
  });

/** The `dhcp_info` that a DHCP server's hook reports. What ends a lease needs no more than its address. */
export const leaseReport = z.discriminatedUnion(
  'op',
  [
    z.object({ op: z.literal('commit'), ip, mac, options: z.array(option).max(MAX_OPTIONS) }),
    z.object({ op: z.enum(['expiry', 'release']), ip }),
  ],
  { error: 'invalid operation value: op is commit, expiry or release' },
);
export type LeaseReport = z.infer<typeof leaseReport>;
