import { appError, httpStatus, type AppError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { decodeUtf8 } from '../shared/utf8';
import { withSentences } from './problem-sentences';
import { isStorable, isStorableJson } from './storable';

/** Sent by our pages with every call; other sites can't without a preflight, which nobody answers. */
const REQUEST_HEADER = 'x-offhook-request';

export const NOT_STORABLE = appError(
  'invalid',
  'A text holds a character that can not be stored: NUL, or half of one.',
);

/** Cookies come along with requests of other sites: ours have a header, and an origin that is ours where the browser tells one. */
export function isOurs(request: Request): boolean {
  if (request.headers.get(REQUEST_HEADER) === null) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin === null || URL.parse(origin)?.host === request.headers.get('host');
}

/** False when a name or a value of the query could not be stored. */
export function hasStorableQuery(request: Request): boolean {
  return [...new URL(request.url).searchParams].flat().every(isStorable);
}

/** The body, at most `limit` bytes of it. With `notUtf8` one that is not in UTF-8 is refused; it is told the first bad line. */
export async function readText(
  request: Request,
  limit: number,
  notUtf8?: (line: number) => AppError,
): Promise<Result<string>> {
  const tooLarge = err(appError('too_large', 'The request is too large.'));
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge;
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) return tooLarge;
    parts.push(part.value);
  }
  const bytes = Buffer.concat(parts);
  const decoded = notUtf8 ? decodeUtf8(bytes) : ok(new TextDecoder().decode(bytes));
  if (!decoded.ok) return notUtf8 ? err(notUtf8(decoded.error)) : err(NOT_STORABLE);
  return isStorableJson(decoded.value) ? decoded : err(NOT_STORABLE);
}

/** The value of a JSON text; `undefined`, which no schema takes, when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A use case that answers with more than JSON makes its own answer. */
export function answer(value: unknown, status?: number): Response {
  if (value instanceof Response) return value;
  const headers = { 'cache-control': 'no-store' };
  return value === undefined
    ? new Response(null, { status: status ?? 204, headers })
    : Response.json(value, { status: status ?? 200, headers });
}

export function failure(error: AppError): Response {
  return Response.json(withSentences(error), {
    status: httpStatus(error.code),
    headers: { 'cache-control': 'no-store' },
  });
}
