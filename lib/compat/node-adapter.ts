import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceContext } from '../services/context';
import { faultOf } from '../services/faults';
import { createCompat, type CompatHandle } from './handler';
import { MAX_BODY_BYTES } from './http';
import { failure } from './responses';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const OURS = /^\/0\.2(?:[/?]|$)/;

/**
 * Answers requests below `/0.2` in front of Next, whose router would change paths (encoded slashes, trailing slashes)
 * and methods on the way. False: not ours, nothing was touched. `context` may fail while the database is away.
 */
export function createCompatHandler(context: () => Promise<ServiceContext>): NodeHandler {
  let made: { context: ServiceContext; handle: CompatHandle } | null = null;
  const handle: CompatHandle = async (request) => {
    const now = await context().catch(faultOf);
    if (!('database' in now)) return failure(now);
    made = made?.context === now ? made : { context: now, handle: createCompat(now) };
    return made.handle(request);
  };
  return async (request, response) => {
    const target = request.url ?? '';
    if (!OURS.test(target)) return false;
    const body = await readBody(request);
    if (body === 'gone') return true;
    const answer = await handle({
      method: request.method ?? 'GET',
      target,
      headers: singleHeaders(request),
      body,
    });
    if (body === null) {
      // What is left of the body is not read, so the connection can't be used again.
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.destroy());
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
    return true;
  };
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** Null: too large, the rest is left unread; `gone`: the client went away in the middle. */
function readBody(request: IncomingMessage): Promise<Buffer | null | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      request.pause();
      resolve(null);
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}
