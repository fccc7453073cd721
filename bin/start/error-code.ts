/** The system's name of what went wrong (`EACCES`); empty when the cause has none. */
export function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
