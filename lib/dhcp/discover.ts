import { randomBytes } from 'node:crypto';
import dgram from 'node:dgram';

/** What a DHCP server offers to a phone that just woke up. Texts are as in the packet. */
export interface DhcpOffer {
  /** The server's identifier, else the address that answered. */
  server: string;
  /** The address offered. */
  address: string;
  /** Option 66, the TFTP server name; null: none. */
  tftpServer: string | null;
  /** Option 67 or the field of the packet, the boot file. */
  bootFile: string | null;
  /** Option 43, vendor specific, as text. */
  vendor: string | null;
  /** Option 160, the URL that some phones ask for. */
  url: string | null;
}

export interface DiscoverOptions {
  /** Where to ask; default: everybody on the network. */
  address?: string;
  serverPort?: number;
  /** The port that answers come to; below 1024 it needs root. */
  clientPort?: number;
  waitMs?: number;
}

const MAGIC = 0x63825363;
const HEADER_BYTES = 236;
const OPTION = {
  server: 54,
  type: 53,
  parameters: 55,
  class: 60,
  tftp: 66,
  bootFile: 67,
  vendor: 43,
  url: 160,
  end: 255,
};
const DISCOVER = 1;
const OFFER = 2;
const BROADCAST = 0x8000;

/**
 * Asks for an address as a phone does (DHCPDISCOVER, RFC 2131) and takes none: offers that nobody asks for expire by
 * themselves. Null: this process may not use the port.
 */
export async function discover(options: DiscoverOptions = {}): Promise<DhcpOffer[] | null> {
  const { address = '255.255.255.255', serverPort = 67, clientPort = 68, waitMs = 3_000 } = options;
  const socket = dgram.createSocket({ type: 'udp4', reuseAddr: true });
  const transaction = randomBytes(4);
  const offers: DhcpOffer[] = [];
  try {
    const bound = await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false));
      socket.bind(clientPort, () => resolve(true));
    });
    if (!bound) return null;
    socket.on('error', () => undefined); // e.g. no route; then nobody answers
    socket.setBroadcast(true);
    socket.on('message', (packet, from) => {
      const offer = readOffer(packet, transaction, from.address);
      if (offer && !offers.some((known) => known.server === offer.server)) offers.push(offer);
    });
    socket.send(discoverPacket(transaction), serverPort, address, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return offers;
  } finally {
    socket.close();
  }
}

function discoverPacket(transaction: Buffer): Buffer {
  const packet = Buffer.alloc(HEADER_BYTES);
  packet.set([1, 1, 6, 0]); // a request, Ethernet, addresses of 6 bytes
  packet.set(transaction, 4);
  packet.writeUInt16BE(BROADCAST, 10);
  const mac = randomBytes(6);
  mac[0] = ((mac[0] ?? 0) & 0xfe) | 0x02; // one that no vendor has given out
  packet.set(mac, 28);
  const magic = Buffer.alloc(4);
  magic.writeUInt32BE(MAGIC);
  const wanted = [1, 3, 6, 43, OPTION.tftp, OPTION.bootFile, OPTION.url];
  const name = Buffer.from('offhook doctor');
  const tail = [
    ...[OPTION.type, 1, DISCOVER],
    ...[OPTION.parameters, wanted.length, ...wanted],
    ...[OPTION.class, name.length, ...name],
    OPTION.end,
  ];
  return Buffer.concat([packet, magic, Buffer.from(tail)]);
}

/** Null: something else, or the answer to somebody else. */
function readOffer(packet: Buffer, transaction: Buffer, from: string): DhcpOffer | null {
  if (packet.length < HEADER_BYTES + 4 || packet[0] !== 2 || !packet.subarray(4, 8).equals(transaction))
    return null;
  if (packet.readUInt32BE(HEADER_BYTES) !== MAGIC) return null;
  const options = readOptions(packet.subarray(HEADER_BYTES + 4));
  if (options.get(OPTION.type)?.[0] !== OFFER) return null;
  const text = (option: number): string | null => textOf(options.get(option));
  const server = options.get(OPTION.server);
  return {
    server: server?.length === 4 ? server.join('.') : from,
    address: packet.subarray(16, 20).join('.'),
    tftpServer: text(OPTION.tftp) ?? textOf(packet.subarray(44, 108)),
    bootFile: text(OPTION.bootFile) ?? textOf(packet.subarray(108, 236)),
    vendor: text(OPTION.vendor),
    url: text(OPTION.url),
  };
}

function readOptions(bytes: Buffer): Map<number, Buffer> {
  const options = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at] ?? OPTION.end;
    if (code === OPTION.end) break;
    if (code === 0) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    options.set(code, bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return options;
}

function textOf(bytes: Buffer | undefined): string | null {
  const text = bytes?.toString('latin1').replace(/\0[^]*$/, '') ?? '';
  return text === '' ? null : text;
}
