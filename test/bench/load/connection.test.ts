import net from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { askAll, Connection } from './connection';

const servers: net.Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Answers each request with these pieces, one packet each. */
async function serverOf(...pieces: string[]): Promise<number> {
  const server = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => {
      pieces.forEach((piece, i) => setTimeout(() => socket.write(piece), i * 5));
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

it('reads answers that come in pieces, one after the other on the same connection', async () => {
  const port = await serverOf('HTTP/1.1 200 OK\r\nContent-Le', 'ngth: 10\r\n\r', '\n01234', '56789');
  const connection = new Connection(port);
  for (let i = 0; i < 3; i += 1) {
    const { status, body } = await connection.ask('GET / HTTP/1.1\r\n\r\n');
    expect([status, body.toString()]).toEqual([200, '0123456789']);
  }
  connection.close();
});

it('reads an answer that is larger than all before', async () => {
  const large = 'x'.repeat(200_000);
  const port = await serverOf(`HTTP/1.1 200 OK\r\nContent-Length: ${large.length}\r\n\r\n`, large);
  const connection = new Connection(port);
  const { body } = await connection.ask('GET / HTTP/1.1\r\n\r\n');
  expect(body.toString()).toBe(large);
  connection.close();
});

it('says that an answer was cut off', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234'));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const connection = new Connection(typeof address === 'object' && address ? address.port : 0);
  await expect(connection.ask('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow(
    /closed a connection after \d+ bytes/,
  );
});

it('fails when an answer is no file', async () => {
  const port = await serverOf('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  await expect(askAll(port, ['GET /a HTTP/1.1\r\n\r\n'], () => undefined)).rejects.toThrow(
    'answer 404 to GET /a',
  );
});
