/** Longer request targets get 414. */
export const MAX_TARGET = 2_048;
const CONTROL = /[\u0000-\u001f\u007f]/;
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

export type CleanPath = { ok: true; path: string } | { ok: false; reason: 'listing' | 'missing' };

/**
 * The path below the root that a request target means: query dropped, percent-encoding undone once, repeated slashes
 * collapsed, `.` dropped. What would leave the root or can't be a file name is missing; the root itself and a path that
 * ends in a slash are listings, which are never given.
 */
export function cleanHttpPath(target: string): CleanPath {
  const query = target.indexOf('?');
  const raw = (query < 0 ? target : target.slice(0, query)).replace(ABSOLUTE, '');
  const segments: string[] = [];
  for (const part of raw.split('/')) {
    if (part === '' || part === '.') continue;
    const segment = decodeSegment(part);
    if (segment === null) return { ok: false, reason: 'missing' };
    if (segment !== '.') segments.push(segment);
  }
  if (segments.length === 0 || raw.endsWith('/')) return { ok: false, reason: 'listing' };
  return { ok: true, path: segments.join('/') };
}

function decodeSegment(part: string): string | null {
  if (!part.includes('%')) return part === '..' || CONTROL.test(part) ? null : part;
  try {
    const segment = decodeURIComponent(part);
    // A slash or backslash that was hidden by encoding belongs to no file of ours.
    return segment === '..' || /[/\\]/.test(segment) || CONTROL.test(segment) ? null : segment;
  } catch {
    return null;
  }
}
