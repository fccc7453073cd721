import { z } from 'zod';

/**
 * Ids of documents. They end up in URLs, access rules and exported file names, so only letters, digits and `. _ - : @ + ~`
 * are taken, the first a letter, a digit or `_`, never `..`, at most 255 characters.
 */
const DOCUMENT_ID = /^[A-Za-z0-9_](?!.*\.\.)[A-Za-z0-9._:@+~-]{0,254}$/;

export function isDocumentId(value: unknown): value is string {
  return typeof value === 'string' && DOCUMENT_ID.test(value);
}

export const documentId = z
  .string()
  .regex(
    DOCUMENT_ID,
    'must be 1 to 255 letters, digits or . _ - : @ + ~ and begin with a letter, a digit or _',
  );

/** What is wrong with an id, for whoever sent it; null: nothing. */
export function documentIdProblem(value: unknown): string | null {
  const parsed = documentId.safeParse(value);
  if (parsed.success) return null;
  return typeof value === 'string' ? (parsed.error.issues[0]?.message ?? 'is not valid') : 'must be a text';
}

/** 32 lower-case hexadecimal digits. */
export function newDocumentId(): string {
  return globalThis.crypto.randomUUID().replaceAll('-', '');
}
