import { BlockList, isIP } from 'node:net';

/** Addresses with a meaning of their own: private, local, shared, documentation, multicast, translated (IANA's registries). */
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only this is handed out to hosts of the Internet. */
const GLOBAL_V6 = '2000::/3';
/** Within it: protocol assignments (Teredo …), documentation, 6to4. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** A set of networks: `10.0.0.0/8`, `2001:db8::/32`, or single addresses. */
export class Networks {
  readonly #list = new BlockList();

  /** Throws on a text that `isNetwork` does not accept. */
  constructor(networks: readonly string[]) {
    for (const text of networks) {
      const [address = '', prefix] = text.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      this.#list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
    }
  }

  has(address: string): boolean {
    const plain = unmapped(address);
    const family = isIP(plain);
    return family !== 0 && this.#list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  }
}

export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : isIP(address) === 4 ? 32 : -1;
  if (bits < 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

const special = new Networks([...SPECIAL, ...SPECIAL_V6]);
const globalV6 = new Networks([GLOBAL_V6]);

/** True for an address that a host on the Internet may have; false for anything else, and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const plain = unmapped(address);
  const family = isIP(plain);
  if (family === 0 || special.has(plain)) return false;
  return family === 4 || globalV6.has(plain);
}

/** `::ffff:10.0.0.1` and `::ffff:a00:1` are IPv4 addresses. */
function unmapped(address: string): string {
  const tail = /^(?:0{0,4}:){2,5}ffff:(.+)$/i.exec(address)?.[1];
  if (tail === undefined) return address;
  if (isIP(tail) === 4) return tail;
  const [high = '', low = ''] = tail.split(':');
  const number = (parseInt(high, 16) << 16) | parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}
