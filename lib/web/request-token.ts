/** The API token of a request: `Authorization: Bearer …` or, as clients of provd send it, `X-Auth-Token`. Null: none. */
export function requestToken(headers: { get(name: string): string | null }): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  return bearer ?? headers.get('x-auth-token');
}
