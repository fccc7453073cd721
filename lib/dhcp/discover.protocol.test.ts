import dgram from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { freeUdpPort } from '../../scripts/test/offhook-server.mjs';
import { discover } from './discover';

const sockets: dgram.Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** Answers each DISCOVER with what `answer` makes of it. */
async function server(answer: (request: Buffer) => Buffer[]): Promise<number> {
  const socket = dgram.createSocket('udp4');
  sockets.push(socket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.on('message', (request, from) => {
    for (const packet of answer(request)) socket.send(packet, from.port, from.address);
  });
  return socket.address().port;
}

function offer(request: Buffer, options: readonly number[]): Buffer {
  const packet = Buffer.alloc(240);
  packet.set([2, 1, 6, 0]);
  packet.set(request.subarray(4, 8), 4);
  packet.set([192, 0, 2, 50], 16);
  packet.writeUInt32BE(0x63825363, 236);
  return Buffer.concat([packet, Buffer.from([53, 1, 2, ...options, 255])]);
}

const text = (code: number, value: string): number[] => [code, value.length, ...Buffer.from(value)];
const ask = async (serverPort: number) =>
  discover({ address: '127.0.0.1', serverPort, clientPort: await freeUdpPort(), waitMs: 400 });

it('asks as phones do and tells what each server offers', async () => {
  let asked: Buffer = Buffer.alloc(0);
  const port = await server((request) => {
    asked = request;
    const first = offer(request, [
      0,
      54,
      4,
      192,
      0,
      2,
      1,
      ...text(66, 'http://192.0.2.10:8667'),
      ...text(67, 'x.cfg'),
    ]);
    const second = offer(request, [54, 4, 192, 0, 2, 2, ...text(160, 'http://192.0.2.9')]);
    return [first, first, second];
  });
  expect(await ask(port)).toEqual([
    {
      server: '192.0.2.1',
      address: '192.0.2.50',
      tftpServer: 'http://192.0.2.10:8667',
      bootFile: 'x.cfg',
      vendor: null,
      url: null,
    },
    {
      server: '192.0.2.2',
      address: '192.0.2.50',
      tftpServer: null,
      bootFile: null,
      vendor: null,
      url: 'http://192.0.2.9',
    },
  ]);
  expect(asked.subarray(0, 3)).toEqual(Buffer.from([1, 1, 6]));
  expect(asked.subarray(240).includes(Buffer.from([53, 1, 1]))).toBe(true);
});

it('believes no answer to somebody else, no acknowledgement and no rubbish', async () => {
  const port = await server((request) => {
    const foreign = offer(request, []);
    foreign[4] = (foreign[4] ?? 0) ^ 1;
    const acknowledgement = offer(request, []);
    acknowledgement[242] = 5;
    return [foreign, acknowledgement, Buffer.from('x'), Buffer.alloc(300, 2), offer(request, [54, 200])];
  });
  expect(await ask(port)).toEqual([expect.objectContaining({ server: '127.0.0.1' })]);
});

it('says when nobody answers, and when it may not ask', async () => {
  expect(await ask(await freeUdpPort())).toEqual([]);
  const port = await server(() => []);
  const taken = dgram.createSocket('udp4').bind(0);
  sockets.push(taken);
  await once(taken, 'listening');
  expect(
    await discover({ address: '127.0.0.1', serverPort: port, clientPort: taken.address().port, waitMs: 10 }),
  ).toBeNull();
});
