import dgram from 'node:dgram';
import { z } from 'zod';

const start = z.object({
  type: z.literal('start'),
  port: z.number(),
  seconds: z.number(),
  /** For each client its phones, which have an address each. */
  clients: z.array(z.array(z.object({ ip: z.string(), file: z.string() }))),
});

export const tftpOutcome = z.object({
  transfers: z.number(),
  seconds: z.number(),
  /** Requests that had to be repeated, and errors that the server sent. */
  repeated: z.number(),
  failed: z.number(),
  /** Lengths of the files, each once. */
  lengths: z.array(z.number()),
});
export type TftpOutcome = z.infer<typeof tftpOutcome>;

const BLOCK = 512;
const REPEAT_MS = 1_000;

/** TFTP phones: each client makes one transfer after another, in blocks of 512 bytes, for its phones in random order. */
export function runTftpLoad(): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const begun = start.safeParse(message);
    if (!begun.success) return process.exit(0);
    void load(begun.data).then((outcome) => process.send?.(outcome));
  });
  process.send?.({ type: 'ready' });
}

async function load({ clients, port, seconds }: z.infer<typeof start>): Promise<TftpOutcome> {
  const outcome: TftpOutcome = { transfers: 0, seconds: 0, repeated: 0, failed: 0, lengths: [] };
  const lengths = new Set<number>();
  const fleets = await Promise.all(
    clients.map((phones) => Promise.all(phones.map(({ ip, file }) => TftpPhone.open(ip, port, file)))),
  );
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  await Promise.all(
    fleets.map(async (phones) => {
      while (performance.now() < end) {
        const phone = phones[Math.floor(Math.random() * phones.length)];
        const length = await phone?.fetch(() => (outcome.repeated += 1));
        if (length === undefined) outcome.failed += 1;
        else {
          outcome.transfers += 1;
          lengths.add(length);
        }
      }
    }),
  );
  outcome.seconds = (performance.now() - startedAt) / 1000;
  for (const phone of fleets.flat()) phone.close();
  return { ...outcome, lengths: [...lengths] };
}

class TftpPhone {
  readonly #request: Buffer;
  readonly #ack = Buffer.from([0, 4, 0, 0]);
  #expected = 1;
  #length = 0;
  /** The port of the server that this transfer is with; 0: not answered yet. */
  #peer = 0;
  #done: (length: number | undefined) => void = () => {};

  private constructor(
    private readonly socket: dgram.Socket,
    private readonly port: number,
    file: string,
  ) {
    this.#request = Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${file}\0octet\0`)]);
    socket.on('message', (packet, from) => this.#take(packet, from.port));
  }

  static open(ip: string, port: number, file: string): Promise<TftpPhone> {
    const lookup: dgram.SocketOptions['lookup'] = (name, _options, done) => done(null, name, 4);
    const socket = dgram.createSocket({ type: 'udp4', lookup });
    return new Promise((done, failed) => {
      socket.once('error', failed);
      socket.bind({ address: ip, port: 0 }, () => done(new TftpPhone(socket, port, file)));
    });
  }

  /** The length of the file; undefined when the server sent an error. Repeats the request when nothing comes. */
  async fetch(onRepeat: () => void): Promise<number | undefined> {
    this.#expected = 1;
    this.#length = 0;
    this.#peer = 0;
    const send = (): void => this.socket.send(this.#request, this.port, '127.0.0.1');
    const repeat = setInterval(() => {
      onRepeat();
      if (this.#peer === 0) send();
      else this.socket.send(Buffer.from(this.#ack), this.#peer, '127.0.0.1');
    }, REPEAT_MS);
    try {
      return await new Promise((done) => {
        this.#done = done;
        send();
      });
    } finally {
      clearInterval(repeat);
    }
  }

  close(): void {
    this.socket.close();
  }

  #take(packet: Buffer, port: number): void {
    if (this.#peer !== 0 && port !== this.#peer) return; // of the transfer before
    const [kind, number] = [packet.readUInt16BE(0), packet.readUInt16BE(2)];
    if (kind === 5) return this.#done(undefined);
    if (kind !== 3 || number !== this.#expected) return;
    this.#peer = port;
    this.#ack.writeUInt16BE(number, 2);
    this.socket.send(Buffer.from(this.#ack), port, '127.0.0.1');
    this.#expected += 1;
    this.#length += packet.length - 4;
    if (packet.length - 4 < BLOCK) this.#done(this.#length);
  }
}
