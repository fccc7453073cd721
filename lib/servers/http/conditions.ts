import type { ServedFile } from '../../services/phones/answer';
import type { RequestHeaders } from './headers';

/** A part of a file, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** More parts than this, or parts that together are larger than the file, are an attack or a mistake. */
const MAX_RANGES = 16;

/** True when the phone already has the file (RFC 9110 §13.1.2, §13.1.3: the tag decides when there is one). */
export function isUnmodified(headers: RequestHeaders, file: ServedFile): boolean {
  if (headers.ifNoneMatch !== '') return matchesAny(headers.ifNoneMatch, file.etag);
  if (headers.ifModifiedSince === '') return false;
  const since = Date.parse(headers.ifModifiedSince);
  return !Number.isNaN(since) && file.modifiedAt <= since;
}

/**
 * The parts asked for: `null` for the whole file (none asked, malformed, too many, or `If-Range` names another
 * version), an empty list when none of them can be satisfied.
 */
export function wantedRanges(headers: RequestHeaders, file: ServedFile): ByteRange[] | null {
  if (headers.range === '' || !rangeHolds(headers.ifRange, file)) return null;
  const spec = /^bytes=\s*(.+)$/i.exec(headers.range)?.[1];
  const parts = spec?.split(',');
  if (!parts || parts.length > MAX_RANGES) return null;
  const ranges: ByteRange[] = [];
  for (const part of parts) {
    const match = /^\s*(\d{0,15})-(\d{0,15})\s*$/.exec(part);
    if (!match || (match[1] === '' && match[2] === '')) return null;
    const range = resolve(match[1] ?? '', match[2] ?? '', file.content.size);
    if (range === 'malformed') return null;
    if (range) ranges.push(range);
  }
  const total = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return ranges.length > 1 && total > file.content.size ? null : ranges;
}

function resolve(from: string, to: string, size: number): ByteRange | 'malformed' | null {
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length > 0 ? { start: size - length, end: size - 1 } : null;
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return 'malformed';
  return start < size ? { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) } : null;
}

/** `If-Range` compares strongly: a weak tag never holds, a date only when it is the exact one. */
function rangeHolds(ifRange: string, file: ServedFile): boolean {
  if (ifRange === '') return true;
  if (ifRange.startsWith('"')) return ifRange === file.etag;
  return Date.parse(ifRange) === file.modifiedAt;
}

function matchesAny(list: string, etag: string): boolean {
  if (list === etag || list.trim() === '*') return true;
  return list.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
