import type { PhoneRequest } from './answer';

/**
 * Takes the provisioning key, the first segment of the path, away and says whose it is; null when there is none or it is
 * nobody's. Keys are looked up by their keyed hash, so the time it takes tells nothing about them.
 */
export function stripUrlKey(
  request: PhoneRequest,
  hash: (key: string) => string,
  tenants: ReadonlyMap<string, string>,
): { request: PhoneRequest; tenantId: string } | null {
  const [key, ...rest] = request.path.split('/');
  if (!key) return null;
  const tenantId = tenants.get(hash(key));
  if (tenantId === undefined) return null;
  const query = request.target.indexOf('?');
  const raw = (query < 0 ? request.target : request.target.slice(0, query)).replace(/^\/+[^/]*/, '');
  const target = `${raw === '' ? '/' : raw}${query < 0 ? '' : request.target.slice(query)}`;
  return { request: { ...request, path: rest.join('/'), target }, tenantId };
}

/** Shorter than any key. */
const SHORT = /^.{0,7}$/;
const FILE_NAME = /^[^/]+\.[a-z]{2,4}$/i;

/**
 * A request's target as it may be written down when its key was not taken away: what may be a key, or one with a typing
 * error, or an old one, is left out. A file asked for without any key stays, for whoever looks for the reason.
 */
export function withoutKey(target: string): string {
  const parts = /^(\/*)([^/?]*)([^]*)$/.exec(target);
  const [, slashes = '', first = '', rest = ''] = parts ?? [];
  if (slashes === '') return '…';
  const alone = rest === '' || rest.startsWith('?');
  if (SHORT.test(first) || (alone && FILE_NAME.test(first))) return target;
  return `${slashes}…${rest}`;
}

/** The same for a whole request. */
export function withoutItsKey(request: PhoneRequest): PhoneRequest {
  const target = withoutKey(request.target);
  if (target === request.target) return request;
  return { ...request, target, path: request.path.replace(/^[^/]*/, '…') };
}
