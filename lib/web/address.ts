/** The address of the person at the other end: `bin/console.ts` makes it the only one in this header. */
export function clientAddress(headers: { get(name: string): string | null }): string | null {
  return headers.get('x-forwarded-for') || null;
}
