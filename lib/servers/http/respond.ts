import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type { Account, Refusal, ServedFile } from '../../services/phones/answer';
import { isUnmodified, wantedRanges, type ByteRange } from './conditions';
import type { RequestHeaders } from './headers';

/** Header lists of a plain 200, kept as long as their file is. */
const plainHeaders = new WeakMap<ServedFile, string[]>();

const PAGES: Record<Refusal, [number, string, string]> = {
  nowhere: [404, 'Not Found', 'Nowhere to route this request.'],
  missing: [404, 'Not Found', 'File not found.'],
  listing: [403, 'Forbidden', 'Directory listing not permitted.'],
  refused: [403, 'Forbidden', 'Not permitted.'],
  error: [500, 'Internal Server Error', 'Internal processing error'],
};

/** Sends the file as the request's conditions, ranges and method ask. */
export function sendFile(
  response: ServerResponse,
  head: boolean,
  headers: RequestHeaders,
  file: ServedFile,
  account: Account,
): void {
  if ((headers.ifNoneMatch !== '' || headers.ifModifiedSince !== '') && isUnmodified(headers, file)) {
    response.writeHead(304, ['ETag', file.etag, 'Last-Modified', httpDate(file)]);
    response.end();
    return account.delivered('not_modified', 304, 0);
  }
  const ranges = headers.range === '' || head ? null : wantedRanges(headers, file);
  if (ranges?.length === 0) {
    response.writeHead(416, ['Content-Range', `bytes */${file.content.size}`, 'Content-Length', '0']);
    response.end();
    return account.delivered('refused', 416, 0);
  }
  if (ranges) return sendRanges(response, ranges, file, account);
  response.writeHead(200, headersOf(file));
  const { content } = file;
  if (head) response.end();
  else if (content.kind === 'bytes') response.end(content.bytes);
  else return void sendParts(response, [{ start: 0, end: content.size - 1 }], file, account, 200);
  account.delivered('served', 200, head ? 0 : content.size);
}

export function sendRefusal(response: ServerResponse, head: boolean, kind: Refusal, account: Account): void {
  const [status, title, text] = PAGES[kind];
  sendPage(response, head, status, title, text);
  const outcome = kind === 'error' ? 'error' : status === 404 ? 'not_found' : 'refused';
  account.delivered(outcome, status, 0);
}

export function sendPage(
  response: ServerResponse,
  head: boolean,
  status: number,
  title: string,
  text: string,
  more: string[] = [],
): void {
  const page = `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  response.writeHead(status, [
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(page)),
    ...more,
  ]);
  response.end(head ? undefined : page);
}

function headersOf(file: ServedFile): string[] {
  let headers = plainHeaders.get(file);
  if (!headers) {
    headers = [
      ...commonHeaders(file),
      'Content-Type',
      file.contentType,
      'Content-Length',
      String(file.content.size),
    ];
    plainHeaders.set(file, headers);
  }
  return headers;
}

function commonHeaders(file: ServedFile): string[] {
  return ['ETag', file.etag, 'Last-Modified', httpDate(file), 'Accept-Ranges', 'bytes'];
}

function httpDate(file: ServedFile): string {
  return new Date(file.modifiedAt).toUTCString();
}

function sendRanges(response: ServerResponse, ranges: ByteRange[], file: ServedFile, account: Account): void {
  const { size } = file.content;
  const [only] = ranges;
  if (ranges.length === 1 && only) {
    response.writeHead(206, [
      ...commonHeaders(file),
      'Content-Type',
      file.contentType,
      'Content-Range',
      `bytes ${only.start}-${only.end}/${size}`,
      'Content-Length',
      String(only.end - only.start + 1),
    ]);
    return void sendParts(response, ranges, file, account, 206);
  }
  // The tag is a hash of the contents: text that can't be in them but by breaking the hash.
  const boundary = `offhook-${file.etag.replaceAll('"', '')}`;
  const heads = ranges.map(
    ({ start, end }) =>
      `\r\n--${boundary}\r\nContent-Type: ${file.contentType}\r\nContent-Range: bytes ${start}-${end}/${size}\r\n\r\n`,
  );
  const tail = `\r\n--${boundary}--\r\n`;
  const length =
    ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0) + [...heads, tail].join('').length;
  response.writeHead(206, [
    ...commonHeaders(file),
    'Content-Type',
    `multipart/byteranges; boundary=${boundary}`,
    'Content-Length',
    String(length),
  ]);
  void sendParts(response, ranges, file, account, 206, heads, tail);
}

async function sendParts(
  response: ServerResponse,
  ranges: ByteRange[],
  file: ServedFile,
  account: Account,
  status: number,
  heads: string[] = [],
  tail = '',
): Promise<void> {
  let sent = 0;
  async function* parts(): AsyncGenerator<Buffer> {
    for (const [i, range] of ranges.entries()) {
      const head = heads[i];
      if (head) yield Buffer.from(head);
      for await (const chunk of read(file, range)) {
        sent += chunk.length;
        yield chunk;
      }
    }
    if (tail) yield Buffer.from(tail);
  }
  try {
    await pipeline(Readable.from(parts(), { objectMode: false }), response);
    account.delivered('served', status, sent);
  } catch {
    // The phone went away, was too slow, or the file became shorter: what was begun can't be mended.
    response.destroy();
    account.delivered('error', status, sent);
  }
}

async function* read(file: ServedFile, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  const { content } = file;
  if (content.kind === 'bytes') yield content.bytes.subarray(start, end + 1);
  else if (end >= start)
    for await (const chunk of createReadStream(content.file, { start, end })) yield asBuffer(chunk);
}

function asBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
