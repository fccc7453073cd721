import fs from 'node:fs';
import http from 'node:http';
import { z } from 'zod';

const start = z.object({ type: z.literal('start'), index: z.string(), bodies: z.string() });

/** Where `writeBodies` has put the files: one line `path TAB length` each, and their bytes one after the other. */
export interface BodiesFile {
  index: string;
  bodies: string;
}

/** The yardstick: Node's own HTTP server, the same files in a Map, nothing else. Listens on a free port and tells it. */
export function runBareServer(): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const parsed = start.safeParse(message);
    if (!parsed.success) return process.exit(0);
    const files = readBodies(parsed.data);
    const server = http.createServer((request, response) => {
      const body = files.get(request.url ?? '');
      if (!body) {
        response.writeHead(404);
        response.end();
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length });
      response.end(body);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
  process.send?.({ type: 'ready' });
}

function readBodies({ index, bodies }: BodiesFile): Map<string, Buffer> {
  const descriptor = fs.openSync(bodies, 'r');
  const files = new Map<string, Buffer>();
  for (const line of fs.readFileSync(index, 'utf8').trim().split('\n')) {
    const [path = '', length] = line.split('\t');
    const body = Buffer.allocUnsafeSlow(Number(length));
    fs.readSync(descriptor, body, 0, body.length, null);
    files.set(path, body);
  }
  fs.closeSync(descriptor);
  return files;
}
