import http from 'node:http';
import next from 'next';
import { createCompatHandler } from '../lib/compat/node-adapter';
import { clientAddress } from '../lib/servers/http/client-address';
import { createHealthHandler } from '../lib/servers/health/server';
import { openConsole } from '../lib/services/console/context';
import { consoleReport } from '../lib/services/metrics/samples';
import { appError } from '../lib/shared/errors';
import { normalizeIp } from '../lib/shared/ip';
import { err, ok } from '../lib/shared/result';
import { figuresReader } from './console/figures-reader';
import { refusalOf } from './console/refusal';
import { openProcessDatabase } from './process/database';
import { runService } from './process/run-service';

/** Requests that still run when the console stops get this long. */
const DRAIN_MS = 3_000;
/** For the head of a request, against clients that send a byte a minute. */
const HEADERS_LIMIT_MS = 20_000;
const REQUEST_LIMIT_MS = 120_000;
/** To the database, for the REST API. */
const REST_CONNECTIONS = 10;

await runService('console', async ({ env, log }) => {
  const opened = openProcessDatabase(env, log, { name: 'console', max: 1 });
  if (!opened.ok) return opened;
  const { database, heartbeat } = opened.value;

  const useCases = openConsole({
    databaseUrl: env.databaseUrl ?? '',
    keyFile: env.keyFile,
    dataDir: env.dataDir,
    publicUrl: env.publicUrl,
    consoleUrl: env.consoleUrl,
    tftpPort: env.tftpPort,
    wazoAuth: env.wazoAuth,
    urlKeys: env.httpAuthStrategy === 'url_key',
    logger: log,
    connections: REST_CONNECTIONS,
  });
  const rest = createCompatHandler(() => useCases.services());
  const figures = createHealthHandler({
    report: () => consoleReport(useCases.database),
    mayRead: figuresReader(() => useCases.services()),
    logger: log,
  });

  const app = next({ dev: false, dir: process.cwd(), hostname: env.consoleHost, port: env.consolePort });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = http.createServer(
    { headersTimeout: HEADERS_LIMIT_MS, requestTimeout: REQUEST_LIMIT_MS },
    (request, response) => {
      // From here on this header is the one address of whoever asks, whatever was sent in it.
      request.headers['x-forwarded-for'] = clientAddress(
        normalizeIp(request.socket.remoteAddress ?? '') ?? '',
        [request.headers['x-forwarded-for'] ?? ''].flat().join(','),
        env.trustedProxies,
      );
      const answered = figures(request, response).then(async (answeredFigures) => {
        if (answeredFigures) return;
        const ours = await rest(request, response);
        const refusal = ours ? null : refusalOf(request);
        if (refusal !== null) response.writeHead(refusal, { 'Content-Length': 0 }).end();
        else if (!ours) return handle(request, response);
      });
      answered.catch((cause: unknown) => {
        log.error({ err: cause }, 'a request failed');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(env.consolePort, env.consoleHost, () => resolve(null));
  });
  if (failure) {
    return err(
      appError(
        'unavailable',
        `port ${env.consolePort} can't be opened (${failure.code}). Set OFFHOOK_CONSOLE_PORT to another port.`,
      ),
    );
  }
  server.on('error', (cause) => log.error({ err: cause }, 'the console server'));

  return ok({
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.closeIdleConnections();
      await closed;
      clearTimeout(cut);
      await useCases.close();
      await heartbeat.stop();
      await database.close();
    },
  });
});
