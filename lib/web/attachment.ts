/**
 * A file for the person's disk, never for the page: a browser that would show it all the same gets it in a sandbox where
 * nothing runs and nothing is loaded.
 */
export function attachment(name: string, contents: Uint8Array, type: string): Response {
  const safe = (name.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_').slice(-100) || 'file';
  return new Response(new Uint8Array(contents), {
    headers: {
      'content-type': type,
      'content-length': String(contents.length),
      'content-disposition': `attachment; filename="${safe}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}
