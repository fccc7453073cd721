import http from 'node:http';
import type { Health, Sample } from '../../domain/metrics/sample';
import type { Logger } from '../../shared/logger';
import { EXPOSITION_TYPE, exposition, runtimeMetrics } from './exposition';

export interface HealthOptions {
  /** Asked at each request, and only then. */
  report: () => Promise<{ health: Health; samples: Sample[] }>;
  /** Who may read the figures; default: everybody who can connect. `/health` tells others the status alone. */
  mayRead?: (headers: http.IncomingHttpHeaders) => Promise<boolean>;
  logger: Logger;
}

type Handle = (request: http.IncomingMessage, response: http.ServerResponse) => Promise<boolean>;

/** Answers `/health` and `/metrics`; false: the request is for something else. */
export function createHealthHandler({ report, mayRead, logger }: HealthOptions): Handle {
  const runtime = runtimeMetrics();
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path !== '/health' && path !== '/metrics') return false;
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? '' : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(405, 'text/plain', 'Only GET is possible here.\n');
      return true;
    }
    try {
      const allowed = mayRead === undefined || (await mayRead(request.headers).catch(() => false));
      if (path === '/metrics' && !allowed) {
        answer(401, 'text/plain', 'An API token with the right offhook.metrics.read is needed.\n');
        return true;
      }
      const { health, samples } = await report();
      if (path === '/metrics') {
        answer(200, EXPOSITION_TYPE, await exposition(runtime, samples));
        return true;
      }
      const shown = allowed ? health : { status: health.status };
      answer(health.status === 'down' ? 503 : 200, 'application/json', `${JSON.stringify(shown)}\n`);
    } catch (cause) {
      logger.warn({ err: cause }, 'figures of this process could not be read');
      answer(503, 'application/json', `${JSON.stringify({ status: 'down' })}\n`);
    }
    return true;
  };
}

const LIMIT_MS = 10_000;
const MAX_CONNECTIONS = 50;

/** Serves them on the loopback interface, for a collector on this machine. Rejects when the port can't be opened. */
export async function startHealthServer(
  options: HealthOptions & { port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const handle = createHealthHandler(options);
  const server = http.createServer(
    { headersTimeout: LIMIT_MS, requestTimeout: LIMIT_MS },
    (request, response) => {
      handle(request, response).then(
        (ours) => ours || response.writeHead(404, { 'content-length': 0 }).end(),
        () => response.destroy(),
      );
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  server.on('error', (cause) => options.logger.error({ err: cause }, 'the health server'));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
