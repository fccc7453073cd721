import type { AppError, ErrorCode, Problem } from '../shared/errors';
import { isJsonObject } from '../shared/json';

/** A failed call of the console's own interface. `offline`: the server did not answer at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly problems: Problem[];
  constructor(error: Omit<AppError, 'code'> & { code: ErrorCode | 'offline' }) {
    super(error.message);
    this.code = error.code;
    this.problems = error.problems ?? [];
  }
}

/** Marks a request as made by our own pages: other sites can't send it without a preflight, which we refuse. */
const REQUEST_HEADER = 'x-offhook-request';

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Calls `/api<path>`. `T` is the shape that the route of that path promises; both sides take it from `lib/domain/console`.
 */
export async function api<T>(path: string, { method = 'GET', body, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', [REQUEST_HEADER]: '1' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      signal,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError({ code: 'offline', message: '' });
  }
  if (response.status === 204 || response.headers.get('content-length') === '0') return answer<T>(undefined);
  const content: unknown = await response.json().catch(() => null);
  if (response.ok) return answer<T>(content);
  throw new ApiError(errorOf(content, response.status));
}

/** The one place where an answer gets its promised type. */
function answer<T>(content: unknown): T {
  return content as T; // both sides take the shape from lib/domain/console
}

const CODES: Record<number, ErrorCode> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  429: 'rate_limited',
  503: 'unavailable',
};

function errorOf(
  content: unknown,
  status: number,
): { code: ErrorCode; message: string; problems?: Problem[] } {
  const code = CODES[status] ?? 'internal';
  if (!isJsonObject(content) || typeof content.message !== 'string') return { code, message: '' };
  const problems = Array.isArray(content.problems) ? content.problems.flatMap(problemOf) : [];
  return { code, message: content.message, problems };
}

function problemOf(value: unknown): Problem[] {
  const { path, message, code, id } = isJsonObject(value) ? value : {};
  if (typeof path !== 'string' || typeof message !== 'string') return [];
  const known = {
    code: typeof code === 'string' ? code : undefined,
    id: typeof id === 'string' ? id : undefined,
  };
  return [{ path, message, ...known }];
}
