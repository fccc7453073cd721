import type { Result } from '../shared/result';

/** The revision of a document as an entity tag. */
export function entityTag(revision: string): string {
  return `"${revision}"`;
}

/** Tags of a header that are looked at: nobody has seen more revisions of a document than these. */
const MAX_TAGS = 100;
const TAG = /^"([0-9a-f]+)"$/;

/**
 * The revision that `If-Match` asks for; undefined: none, or any. A tag that no document has, a weak one too, matches
 * nothing. Of several the one counts that the document has now: `current` is asked only then.
 */
export async function wantedRevision(
  ifMatch: string | undefined,
  current: () => Promise<Result<{ revision: string }>>,
): Promise<string | undefined> {
  const header = ifMatch?.trim();
  if (header === undefined || header === '' || header === '*') return undefined;
  const wanted = header.split(',', MAX_TAGS).flatMap((tag) => TAG.exec(tag.trim())?.[1] ?? []);
  const [first = 'none'] = wanted;
  if (wanted.length < 2) return first;
  const found = await current();
  return found.ok && wanted.includes(found.value.revision) ? found.value.revision : first;
}

/** True when the client has this revision already (`If-None-Match`). */
export function isKnown(ifNoneMatch: string | undefined, revision: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === entityTag(revision));
}
