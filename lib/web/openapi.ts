import { createHash } from 'node:crypto';
import { openApiDocument } from '../domain/api/openapi';
import { API } from '../domain/api/registry';

/** Of the interface: raised when something that programs rely on changes. */
const API_VERSION = '1.0.0';

let made: { text: string; etag: string } | null = null;

/** The description of the JSON interface. It tells nothing about this installation, so it is open. */
export function openApi(request: Request): Response {
  if (!made) {
    const text = JSON.stringify(openApiDocument(API, API_VERSION), null, 2);
    made = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"` };
  }
  const headers = { etag: made.etag, 'cache-control': 'no-cache' };
  if (request.headers.get('if-none-match') === made.etag) return new Response(null, { status: 304, headers });
  return new Response(made.text, { headers: { ...headers, 'content-type': 'application/json' } });
}
