import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PhoneRequest } from '../../services/phones/answer';
import type { AcceptUploads, UploadTicket } from '../../services/phones/uploads';
import type { RequestHeaders } from './headers';
import { MAX_TARGET, cleanHttpPath } from './path';

/** False: the service takes no files here; nothing was answered and nothing of the body read. */
export async function receiveUpload(
  uploads: AcceptUploads,
  request: IncomingMessage,
  response: ServerResponse,
  asked: { headers: RequestHeaders; target: string; ip: string },
): Promise<boolean> {
  const { target, ip } = asked;
  const clean = target.length > MAX_TARGET ? null : cleanHttpPath(target);
  if (!clean?.ok) return false;
  const phoneRequest: PhoneRequest = {
    protocol: 'http',
    method: request.method ?? '',
    target,
    path: clean.path,
    ip,
    userAgent: asked.headers.userAgent,
    headers: request.rawHeaders,
  };
  const offered = uploads.offer(phoneRequest);
  const offer = offered instanceof Promise ? await offered : offered;
  if ('refused' in offer) {
    refuse(request, response, offer.refused);
    return true;
  }
  const { ticket } = offer;
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > ticket.maxBytes) {
    ticket.giveUp(413, 'too large');
    refuse(request, response, 413);
    return true;
  }
  const body = await readBody(request, ticket);
  if (typeof body === 'number') {
    refuse(request, response, body);
    return true;
  }
  const status = await ticket.store(body, request.headers['content-type'] ?? '');
  if (response.destroyed) return true;
  response.writeHead(status, status === 204 ? [] : ['Content-Length', '0']);
  response.end();
  return true;
}

/** The whole body; or the status to refuse with, when it is too large or does not come to its end. */
function readBody(request: IncomingMessage, ticket: UploadTicket): Promise<Buffer | number> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    const settle = (result: Buffer | number, reason = ''): void => {
      if (settled) return;
      settled = true;
      if (typeof result === 'number') ticket.giveUp(result, reason);
      done(result);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= ticket.maxBytes) return void chunks.push(chunk);
      // What has come is dropped, and what follows is not read.
      chunks.length = 0;
      request.pause();
      settle(413, 'too large');
    });
    request.on('end', () => settle(Buffer.concat(chunks, Math.min(size, ticket.maxBytes))));
    request.on('error', () => settle(400, 'broken off'));
    request.on('close', () => settle(400, 'broken off'));
  });
}

/** The connection ends with the answer, so that what is left of the body is not read. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.destroyed || request.socket.destroyed) return;
  const headers = ['Content-Length', '0', 'Connection', 'close'];
  if (status === 405) headers.push('Allow', 'GET, HEAD, OPTIONS');
  if (status === 429 || status === 503) headers.push('Retry-After', '60');
  response.writeHead(status, headers);
  response.end();
}
