import http from 'node:http';
import * as routes from '../../lib/web/routes/access';
import { createCompatHandler } from '../../lib/compat/node-adapter';
import type { CompatServer } from './serve';

type Route = (request: Request, context: { params: Promise<{ id?: string }> }) => Promise<Response>;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET tokens': routes.tokensGet,
  'POST tokens': routes.tokensPost,
  'DELETE tokens/:id': routes.tokenDelete,
  'GET users': routes.usersGet,
  'POST users': routes.usersPost,
  'PATCH users/:id': routes.userPatch,
  'DELETE users/:id': routes.userDelete,
  'POST users/:id/password': routes.userPasswordPost,
  'GET tenants': routes.tenantsGet,
  'POST tenants': routes.tenantsPost,
  'PATCH tenants/:id': routes.tenantPatch,
  'DELETE tenants/:id': routes.tenantDelete,
  'GET events': routes.eventsGet,
};

/** `/0.2` and the routes about access as the console serves them, without its pages: for commands and their tests. */
export async function serveAccess(server: CompatServer): Promise<{ address: string; stop(): Promise<void> }> {
  // Where `lib/web/runtime.ts` keeps what all routes of a process share.
  const place = Symbol.for('offhook.console.runtime');
  const { context } = server;
  Object.assign(globalThis, {
    [place]: { console: { services: () => Promise.resolve(context) }, log: context.logger },
  });
  const compat = createCompatHandler(() => Promise.resolve(context));
  const listener = http.createServer((request, response) => {
    void compat(request, response).then(async (done) => {
      if (done) return;
      const answer = await access(request);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const bound = listener.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

async function access(request: http.IncomingMessage): Promise<Response> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, , kind, id, verb] = url.pathname.split('/');
  const path = [kind, id === undefined ? undefined : ':id', verb].filter(Boolean).join('/');
  const route = ROUTES[`${request.method} ${path}`];
  if (!route) return new Response(null, { status: 404 });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const init = { method: request.method ?? 'GET', headers, ...body };
  return route(new Request(url, init), { params: Promise.resolve(id === undefined ? {} : { id }) });
}
