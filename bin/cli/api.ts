import { z } from 'zod';
import { appError, type AppError, type ErrorCode } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import type { Connection } from './connection';

export interface ApiAnswer {
  status: number;
  text: string;
  etag: string | null;
  location: string | null;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Api {
  readonly address: string;
  /**
   * `path`: with its prefix, e.g. `/0.2/status`. `body`: a text is sent as it is, anything else as JSON. An error has
   * the code of its status and the words of the server.
   */
  call(
    method: Method,
    path: string,
    options?: { body?: unknown; ifMatch?: string },
  ): Promise<Result<ApiAnswer>>;
  /** Reads JSON of a shape. */
  get<T>(path: string, shape: z.ZodType<T>): Promise<Result<T>>;
}

/** A list of 100,000 devices takes seconds; nothing takes longer than this. */
const TIMEOUT_MS = 120_000;

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'invalid',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  415: 'invalid',
  429: 'rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export function createApi(connection: Connection): Api {
  const { address } = connection;
  const call: Api['call'] = async (method, path, { body, ifMatch } = {}) => {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (connection.token !== null) headers['X-Auth-Token'] = connection.token;
    if (connection.tenant !== null) headers['Wazo-Tenant'] = connection.tenant;
    if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${address}${path}`, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (cause) {
      return err(unreachable(address, cause));
    }
    const { status } = response;
    if (!response.ok) return err(errorOf(status, text, connection));
    return ok({
      status,
      text,
      etag: response.headers.get('etag'),
      location: response.headers.get('location'),
    });
  };
  return {
    address,
    call,
    async get(path, shape) {
      const answer = await call('GET', path);
      if (!answer.ok) return answer;
      const parsed = shape.safeParse(parseJson(answer.value.text));
      if (parsed.success) return ok(parsed.data);
      return err(appError('internal', `${address} does not answer as Offhook does. Is the address right?`));
    },
  };
}

function unreachable(address: string, cause: unknown): AppError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : String(inner);
  return appError(
    'unavailable',
    `Nothing answers at ${address} (${code}). Start Offhook, or name its address with --address or OFFHOOK_API_URL.`,
  );
}

const told = z.object({ message: z.string().min(1) });

function errorOf(status: number, text: string, { token }: Connection): AppError {
  const code = CODES[status] ?? 'internal';
  if (status === 401) {
    const noToken = 'There is no API token. Set OFFHOOK_API_TOKEN, or make one in the console under Access.';
    const wrong =
      'The server refuses the token: it is wrong, expired or revoked, lacks the right to this, or has no such tenant.';
    return appError(code, token === null ? noToken : wrong);
  }
  const json = told.safeParse(parseJson(text));
  if (json.success) return appError(code, json.data.message);
  const words = text.startsWith('<') ? '' : text.trim().slice(0, 500);
  return appError(code, words || `The server answered with status ${status}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
