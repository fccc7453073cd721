import dgram from 'node:dgram';

const TIMEOUT_MS = 1_000;
const TRIES = 5;
const ERROR = 5;
const DATA = 3;
const OACK = 6;

export interface TftpAnswer {
  /** Null: the server refused; `error` is its code. */
  bytes: Buffer | null;
  error: number | null;
}

/**
 * Reads a file as a phone's boot program does: octet mode, 512-byte blocks unless others are agreed, each packet sent again after a second, five
 * times at the most. Rejects when the server stays silent.
 */
export function tftpGet(options: {
  host: string;
  port: number;
  path: string;
  from?: string | null;
  /** Of RFC 2347; `blksize` is heeded. */
  options?: Record<string, string | number>;
}): Promise<TftpAnswer> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4');
    const parts: Buffer[] = [];
    let expected = 1;
    let peer: number | null = null;
    let blockSize = 512;
    const fields = [options.path, 'octet', ...Object.entries(options.options ?? {}).flat()];
    let last: Buffer = Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${fields.join('\0')}\0`)]);
    let tries = 0;
    let timer: NodeJS.Timeout | undefined;

    const finish = (done: () => void) => {
      clearTimeout(timer);
      socket.close();
      done();
    };
    const send = (packet: Buffer) => {
      last = packet;
      tries = 0;
      transmit();
    };
    const transmit = () => {
      clearTimeout(timer);
      if (++tries > TRIES) return finish(() => reject(new Error(`no TFTP answer for ${options.path}`)));
      socket.send(last, peer ?? options.port, options.host);
      timer = setTimeout(transmit, TIMEOUT_MS);
    };
    socket.on('error', (error) => finish(() => reject(error)));
    socket.on('message', (packet, from) => {
      if (packet.length < 4 || (peer !== null && from.port !== peer)) return;
      peer ??= from.port;
      const opcode = packet.readUInt16BE(0);
      const block = packet.readUInt16BE(2);
      if (opcode === ERROR) return finish(() => resolve({ bytes: null, error: block }));
      if (opcode === OACK) {
        blockSize = Number(/(?:^|\0)blksize\0(\d+)/.exec(packet.subarray(2).toString())?.[1] ?? 512);
        return send(Buffer.from([0, 4, 0, 0]));
      }
      if (opcode !== DATA || block !== (expected & 0xffff)) return;
      const data = packet.subarray(4);
      parts.push(Buffer.from(data));
      expected += 1;
      const ack = Buffer.from([0, 4, block >> 8, block & 0xff]);
      if (data.length === blockSize) return send(ack);
      socket.send(ack, peer, options.host, () =>
        finish(() => resolve({ bytes: Buffer.concat(parts), error: null })),
      );
    });
    socket.bind(0, options.from ?? undefined, transmit);
  });
}
