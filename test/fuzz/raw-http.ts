import net from 'node:net';

export interface RawRequest {
  method: string;
  /** As it goes over the wire, also when it is no valid path. */
  target: string;
  /** In this order, names may repeat. Bytes beyond ASCII go out as Latin-1. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
}

export interface RawAnswer {
  status: number;
  /** Status line and headers. */
  head: string;
  body: string;
}

/** Sends a request byte for byte. `closed`: the connection ended without an answer; `hang`: nothing came in time. */
export function sendRaw(
  { hostname, port }: { hostname: string; port: number },
  request: RawRequest,
  limitMs: number,
): Promise<RawAnswer | 'closed' | 'hang'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect({ host: hostname, port });
    const finish = (outcome: RawAnswer | 'closed' | 'hang'): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(outcome);
    };
    const limit = setTimeout(() => finish('hang'), limitMs);
    const ended = (): void => finish(parse(Buffer.concat(chunks)) ?? 'closed');
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // A stream of events has no end.
      const answer = parse(Buffer.concat(chunks));
      if (answer && /^content-type: *text\/event-stream/im.test(answer.head)) finish(answer);
    });
    socket.on('error', ended);
    socket.on('close', ended);
    socket.write(Buffer.from(head(request), 'latin1'));
    socket.write(request.body);
  });
}

function head({ method, target, headers }: RawRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${target} HTTP/1.1\r\n${lines}\r\n`;
}

function parse(bytes: Buffer): RawAnswer | null {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
  if (end < 0 || Number.isNaN(status)) return null;
  return { status, head: text.slice(0, end), body: text.slice(end + 4) };
}
