/** Whether a server that listens on this address listens on all: `0.0.0.0`, `::` and their other spellings. */
export function isWildcard(host: string): boolean {
  const name = URL.parse(`http://${bracketed(host)}/`)?.hostname;
  return name === '0.0.0.0' || name === '[::]' || name === '[::ffff:0:0]';
}

/** A host as URLs write it. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
