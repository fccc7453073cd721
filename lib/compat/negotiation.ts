import { PROV } from './responses';

const READABLE = new Set([PROV, 'application/json']);

/**
 * The media type to answer in; null: the client takes none that there is. The reference takes no plain JSON: here it is
 * taken and given to those who ask for nothing else.
 */
export function answerType(accept: string | undefined): string | null {
  if (accept === undefined) return PROV;
  const types = accept.split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  if (types.some((type) => type === PROV || type === '*/*' || type === 'application/*')) return PROV;
  return types.includes('application/json') ? 'application/json' : null;
}

/** True for the API's media type and plain JSON, with or without parameters. */
export function isReadable(contentType: string | undefined): boolean {
  return contentType !== undefined && READABLE.has(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}
