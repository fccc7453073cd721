import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

export interface Datagram {
  opcode: number;
  /** Block of DATA and ACK, code of ERROR; 0 for an OACK. */
  number: number;
  /** After the number: data, or the text of an error. For an OACK its fields. */
  body: Buffer;
  from: RemoteInfo;
}

/** A TFTP client that does exactly what a test tells it, packet by packet. */
export class TftpProbe {
  readonly #queue: Datagram[] = [];
  #wake: (() => void) | null = null;

  private constructor(
    readonly socket: Socket,
    readonly serverPort: number,
  ) {
    socket.on('message', (packet, from) => {
      const opcode = packet.readUInt16BE(0);
      const oack = opcode === 6;
      this.#queue.push({
        opcode,
        number: oack ? 0 : packet.readUInt16BE(2),
        body: packet.subarray(oack ? 2 : 4),
        from,
      });
      this.#wake?.();
    });
  }

  static async open(serverPort: number): Promise<TftpProbe> {
    const socket = createSocket('udp4');
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
    return new TftpProbe(socket, serverPort);
  }

  /** A request for `name`: opcode 1 reads, 2 writes. */
  request(name: string, options: Record<string, string | number> = {}, mode = 'octet', opcode = 1): void {
    const fields = [name, mode, ...Object.entries(options).flatMap(([key, value]) => [key, String(value)])];
    this.raw(Buffer.concat([Buffer.from([0, opcode]), Buffer.from(`${fields.join('\0')}\0`)]));
  }

  raw(packet: Buffer, port = this.serverPort): void {
    this.socket.send(packet, port, '127.0.0.1');
  }

  ack(block: number, port: number): void {
    const packet = Buffer.from([0, 4, 0, 0]);
    packet.writeUInt16BE(block & 0xffff, 2);
    this.raw(packet, port);
  }

  /** The next packet, or null when none comes in time. */
  async next(withinMs = 1_000): Promise<Datagram | null> {
    if (this.#queue.length === 0) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, withinMs);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
      this.#wake = null;
    }
    return this.#queue.shift() ?? null;
  }

  close(): void {
    this.socket.close();
  }
}

export function oackFields(packet: Datagram): Record<string, string> {
  const fields = packet.body.toString().split('\0');
  return Object.fromEntries(
    Array.from({ length: Math.floor(fields.length / 2) }, (_, i) => [
      fields[2 * i] ?? '',
      fields[2 * i + 1] ?? '',
    ]),
  );
}
