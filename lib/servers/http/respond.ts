import { createReadStream } from 'node:fs';
import type { Account, Refusal, ServedFile } from '../../services/phones/answer';
import { isUnmodified, wantedRanges, type ByteRange } from './conditions';
import type { RequestHeaders } from './headers';
import { Head, type Reply } from './reply';

/** Heads of a plain 200, kept as long as their file is. */
const plainHeads = new WeakMap<ServedFile, Head>();

const PAGES: Record<Refusal, [number, string, string]> = {
  nowhere: [404, 'Not Found', 'Nowhere to route this request.'],
  missing: [404, 'Not Found', 'File not found.'],
  listing: [403, 'Forbidden', 'Directory listing not permitted.'],
  refused: [403, 'Forbidden', 'Not permitted.'],
  error: [500, 'Internal Server Error', 'Internal processing error'],
};

/** Sends the file as the request's conditions, ranges and method ask. Resolves when a body that is sent in pieces is out. */
export function sendFile(
  reply: Reply,
  headers: RequestHeaders,
  file: ServedFile,
  account: Account,
): Promise<void> | null {
  const { bodyless } = reply;
  if ((headers.ifNoneMatch !== '' || headers.ifModifiedSince !== '') && isUnmodified(headers, file)) {
    reply.whole(new Head(304, ['ETag', file.etag, 'Last-Modified', httpDate(file)]), null);
    account.delivered('not_modified', 304, 0);
    return null;
  }
  const ranges = headers.range === '' || bodyless ? null : wantedRanges(headers, file);
  if (ranges?.length === 0) {
    const unsatisfied = ['Content-Range', `bytes */${file.content.size}`, 'Content-Length', '0'];
    reply.whole(new Head(416, unsatisfied), null);
    account.delivered('refused', 416, 0);
    return null;
  }
  if (ranges) return sendRanges(reply, ranges, file, account);
  const { content } = file;
  if (!bodyless && content.kind === 'disk') {
    return sendParts(reply, headOf(file), [{ start: 0, end: content.size - 1 }], file, account);
  }
  if (content.kind === 'bytes') reply.whole(headOf(file), content.bytes, content.handedOver);
  else reply.whole(headOf(file), null);
  account.delivered('served', 200, bodyless ? 0 : content.size);
  return null;
}

export function sendRefusal(reply: Reply, kind: Refusal, account: Account): void {
  const [status, title, text] = PAGES[kind];
  sendPage(reply, status, title, text);
  const outcome = kind === 'error' ? 'error' : status === 404 ? 'not_found' : 'refused';
  account.delivered(outcome, status, 0);
}

export function sendPage(
  reply: Reply,
  status: number,
  title: string,
  text: string,
  more: string[] = [],
): void {
  const page = `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  const length = String(Buffer.byteLength(page));
  const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', length, ...more];
  reply.whole(new Head(status, headers), page);
}

function headOf(file: ServedFile): Head {
  let head = plainHeads.get(file);
  if (!head) {
    const size = String(file.content.size);
    // Joined, not spread: a list that is spread into another keeps room for twice as many.
    const own = ['Content-Type', file.contentType, 'Content-Length', size];
    head = new Head(200, commonHeaders(file).concat(own));
    plainHeads.set(file, head);
  }
  return head;
}

function commonHeaders(file: ServedFile): string[] {
  return ['ETag', file.etag, 'Last-Modified', httpDate(file), 'Accept-Ranges', 'bytes'];
}

/** The last one: files that are made in the same second, thousands after a mass save, have the same date. */
let lastDate = { at: 0, text: new Date(0).toUTCString() };

function httpDate({ modifiedAt }: ServedFile): string {
  if (modifiedAt !== lastDate.at) lastDate = { at: modifiedAt, text: new Date(modifiedAt).toUTCString() };
  return lastDate.text;
}

function sendRanges(reply: Reply, ranges: ByteRange[], file: ServedFile, account: Account): Promise<void> {
  const { size } = file.content;
  const [only] = ranges;
  if (ranges.length === 1 && only) {
    const head = new Head(206, [
      ...commonHeaders(file),
      'Content-Type',
      file.contentType,
      'Content-Range',
      `bytes ${only.start}-${only.end}/${size}`,
      'Content-Length',
      String(only.end - only.start + 1),
    ]);
    return sendParts(reply, head, ranges, file, account);
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
  const head = new Head(206, [
    ...commonHeaders(file),
    'Content-Type',
    `multipart/byteranges; boundary=${boundary}`,
    'Content-Length',
    String(length),
  ]);
  return sendParts(reply, head, ranges, file, account, heads, tail);
}

async function sendParts(
  reply: Reply,
  head: Head,
  ranges: ByteRange[],
  file: ServedFile,
  account: Account,
  heads: string[] = [],
  tail = '',
): Promise<void> {
  if (file.content.kind === 'bytes') file.content.handedOver?.(false);
  let sent = 0;
  async function* parts(): AsyncGenerator<Buffer> {
    for (const [i, range] of ranges.entries()) {
      const before = heads[i];
      if (before) yield Buffer.from(before);
      for await (const chunk of read(file, range)) {
        sent += chunk.length;
        yield chunk;
      }
    }
    if (tail) yield Buffer.from(tail);
  }
  try {
    await reply.pieces(head, parts());
    account.delivered('served', head.status, sent);
  } catch {
    // The phone went away, was too slow, or the file became shorter: what was begun can't be mended.
    account.delivered('error', head.status, sent);
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
