/** The revision of a document as an entity tag. */
export function entityTag(revision: string): string {
  return `"${revision}"`;
}

/** The revision that `If-Match` asks for; undefined: none, or any. A tag that no document has matches nothing. */
export function wantedRevision(ifMatch: string | undefined): string | undefined {
  const tag = ifMatch?.trim();
  if (tag === undefined || tag === '' || tag === '*') return undefined;
  return /^"([0-9a-f]+)"$/.exec(tag)?.[1] ?? 'none';
}

/** True when the client has this revision already (`If-None-Match`). */
export function isKnown(ifNoneMatch: string | undefined, revision: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === entityTag(revision));
}
