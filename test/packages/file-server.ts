import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import { join, normalize } from 'node:path';

export interface FileServer {
  /** With a slash at the end. */
  url: string;
  /** Paths that were asked for. */
  asked: string[];
  close(): Promise<void>;
}

/** The files of a folder on the loopback interface; `slow`: bytes a second. */
export async function serveFiles(root: string, options: { slow?: number } = {}): Promise<FileServer> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    asked.push(path);
    const file = join(root, path);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) return void response.writeHead(404).end();
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'Content-Length': found.size - from,
      ...(from > 0 ? { 'Content-Range': `bytes ${from}-${found.size - 1}/${found.size}` } : {}),
    });
    const stream = createReadStream(file, {
      start: from,
      highWaterMark: options.slow ? options.slow / 10 : 65_536,
    });
    if (!options.slow) return void stream.pipe(response);
    stream.on('data', (chunk) => {
      stream.pause();
      response.write(chunk);
      setTimeout(() => stream.resume(), 100);
    });
    stream.on('end', () => response.end());
    response.on('close', () => stream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
