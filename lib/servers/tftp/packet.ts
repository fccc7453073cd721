/** TFTP packets: RFC 1350, options of RFC 2347. */
export const OPCODE = { RRQ: 1, WRQ: 2, DATA: 3, ACK: 4, ERROR: 5, OACK: 6 } as const;

/** Error codes of RFC 1350 and 2347. */
export const ERROR_CODE = {
  undefined: 0,
  notFound: 1,
  accessViolation: 2,
  illegalOperation: 4,
  unknownTid: 5,
  optionRefused: 8,
} as const;

/** A request longer than this is not one of a phone; RFC 2347 allows 512. */
const MAX_REQUEST_BYTES = 1024;

export interface ReadRequest {
  filename: string;
  mode: string;
  /** Names in lower case, first value of each, in the order asked. */
  options: Map<string, string>;
}

/** Opcode of a packet, or 0 when there is none. */
export function opcodeOf(packet: Buffer): number {
  return packet.length >= 2 ? packet.readUInt16BE(0) : 0;
}

/** The block number of a DATA or ACK packet, or null when the packet is too short. */
export function blockOf(packet: Buffer): number | null {
  return packet.length >= 4 ? packet.readUInt16BE(2) : null;
}

/**
 * Reads an RRQ or WRQ; null when malformed (no final zero byte, a field missing, an option without value, not UTF-8
 * or with control characters). Repeated options keep their first value.
 */
export function parseRequest(packet: Buffer): ReadRequest | null {
  if (packet.length < 6 || packet.length > MAX_REQUEST_BYTES || packet[packet.length - 1] !== 0) return null;
  const fields = packet.toString('utf8', 2, packet.length - 1).split('\0');
  const [filename, mode] = fields;
  if (!filename || !mode || fields.length % 2 !== 0) return null;
  const options = new Map<string, string>();
  for (let i = 2; i + 1 < fields.length; i += 2) {
    const name = (fields[i] ?? '').toLowerCase();
    if (!options.has(name)) options.set(name, (fields[i + 1] ?? '').toLowerCase());
  }
  return { filename, mode: mode.toLowerCase(), options };
}

export function dataHeader(block: number): Buffer {
  const header = Buffer.allocUnsafe(4);
  header.writeUInt16BE(OPCODE.DATA, 0);
  header.writeUInt16BE(block & 0xffff, 2);
  return header;
}

export function errorPacket(code: number, message: string): Buffer {
  const packet = Buffer.alloc(5 + Buffer.byteLength(message));
  packet.writeUInt16BE(OPCODE.ERROR, 0);
  packet.writeUInt16BE(code, 2);
  packet.write(message, 4);
  return packet;
}

export function oackPacket(options: ReadonlyMap<string, string>): Buffer {
  const fields = [...options].flatMap(([name, value]) => [name, value]);
  const body = Buffer.from(`${fields.join('\0')}\0`);
  return Buffer.concat([Buffer.from([0, OPCODE.OACK]), body]);
}
