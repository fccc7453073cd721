const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Status for a request that Next would take for its own fault: a method that its request objects can't have, a path
 * that can't be decoded or that holds NUL. Null: it may have it.
 */
export function refusalOf({ method = '', url = '' }: { method?: string; url?: string }): 400 | 405 | null {
  if (!METHODS.has(method)) return 405;
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '').includes('\0') ? 400 : null;
  } catch {
    return 400;
  }
}
