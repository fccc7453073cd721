import { BlockList, isIP } from 'node:net';
import { Refusal } from './refusal';

/** Never asked, whoever names them: they are of the machine's own link, clouds' metadata services among them. */
const LINK_LOCAL = blockList([
  '169.254.0.0/16',
  'fe80::/10',
  '0.0.0.0/8',
  '::/128',
  '224.0.0.0/4',
  'ff00::/8',
  '240.0.0.0/4',
]);
/** Asked only when the administrator named the host: others could use the server to look into the network. */
const NOT_PUBLIC = blockList([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1/128',
  'fc00::/7',
  '64:ff9b::/96',
]);

/** Where downloads may go. */
export interface Destinations {
  /** Hosts that the administrator named (`plugin_server`): with port, as in a URL, in lower case. */
  named: ReadonlySet<string>;
}

/** Refuses a URL that can't be asked whatever its host's address is. */
export function checkUrl(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:' && url.protocol !== 'ftp:')
    throw new Refusal(`a download from ${url.protocol}// is not possible`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && LINK_LOCAL.check(literal, familyOf(literal)))
    throw new Refusal(`downloads from ${url.hostname} are not allowed`);
}

/** Whether a host's address may be asked; it is checked at each connection, so that a name that changes gains nothing. */
export function mayConnect(destinations: Destinations, url: URL, address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (LINK_LOCAL.check(plain, familyOf(plain))) return false;
  return destinations.named.has(url.host.toLowerCase()) || !NOT_PUBLIC.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return list;
}
