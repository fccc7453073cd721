const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Status for a request that Next would take for its own fault: a method that its request objects can't have, a path
 * that can't be decoded or that holds NUL, or with a doubled slash, which it would send elsewhere for good instead of
 * saying that there is nothing. Null: it may have it.
 */
export function refusalOf({
  method = '',
  url = '',
}: {
  method?: string;
  url?: string;
}): 400 | 404 | 405 | null {
  if (!METHODS.has(method)) return 405;
  try {
    const path = url.split('?', 1)[0] ?? '';
    if (decodeURIComponent(path).includes('\0')) return 400;
    return path.startsWith('/') && /\/\/|\\/.test(path) ? 404 : null;
  } catch {
    return 400;
  }
}
