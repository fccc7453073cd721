export interface ParsedTarget {
  /** Decoded segments below the version. */
  segments: string[];
  /** As received, without query and a slash at the end. */
  path: string;
  query: URLSearchParams;
}

const MAX_SEGMENTS = 16;

/** Null: not below `/0.2`, or not decodable. One slash at the end is set aside: proxies add it. */
export function parseTarget(target: string): ParsedTarget | null {
  const at = target.indexOf('?');
  const raw = at < 0 ? target : target.slice(0, at);
  const path = raw.length > 1 && raw.endsWith('/') ? raw.slice(0, -1) : raw;
  const parts = path.split('/');
  if (parts.length > MAX_SEGMENTS || parts[0] !== '' || parts[1] !== '0.2') return null;
  const segments: string[] = [];
  for (const part of parts.slice(2)) {
    const segment = decode(part);
    if (segment === null) return null;
    segments.push(segment);
  }
  return { segments, path, query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)) };
}

function decode(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null; // a percent sign that begins no byte, or bytes that are no UTF-8
  }
}
