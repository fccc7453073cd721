/**
 * The address of the person at the other end: the one that the outermost trusted proxy saw. With no proxy Next itself
 * writes the peer's address into the header.
 */
export function clientAddress(
  headers: { get(name: string): string | null },
  trustedProxies: number,
): string | null {
  const seen = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const address = seen.at(-Math.max(1, trustedProxies)) ?? seen[0];
  return address === undefined ? null : address.replace(/^::ffff:/, '').slice(0, 45);
}
