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
  if (!key || rest.length === 0) return null;
  const tenantId = tenants.get(hash(key));
  if (tenantId === undefined) return null;
  const query = request.target.indexOf('?');
  const raw = (query < 0 ? request.target : request.target.slice(0, query)).replace(/^\/+[^/]*/, '');
  const target = `${raw === '' ? '/' : raw}${query < 0 ? '' : request.target.slice(query)}`;
  return { request: { ...request, path: rest.join('/'), target }, tenantId };
}
