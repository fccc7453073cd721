/** The request headers that matter here; empty text when absent. */
export interface RequestHeaders {
  userAgent: string;
  ifNoneMatch: string;
  ifModifiedSince: string;
  range: string;
  ifRange: string;
  /** The last line, when a request has several. */
  forwardedFor: string;
}

/**
 * Reads the few headers that matter from `rawHeaders`. Node makes `req.headers` only when it is asked for, and that
 * costs more than everything else that is done for a known phone; the length of a name rules out nearly all of them.
 */
export function readHeaders(raw: readonly string[]): RequestHeaders {
  const found: RequestHeaders = {
    userAgent: '',
    ifNoneMatch: '',
    ifModifiedSince: '',
    range: '',
    ifRange: '',
    forwardedFor: '',
  };
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    switch (name.length) {
      case 5:
        if (is(name, 'range')) found.range = value;
        break;
      case 8:
        if (is(name, 'if-range')) found.ifRange = value;
        break;
      case 10:
        if (is(name, 'user-agent')) found.userAgent = value;
        break;
      case 13:
        if (is(name, 'if-none-match')) found.ifNoneMatch = value;
        break;
      case 15:
        if (is(name, 'x-forwarded-for')) found.forwardedFor = value;
        break;
      case 17:
        if (is(name, 'if-modified-since')) found.ifModifiedSince = value;
        break;
    }
  }
  return found;
}

function is(name: string, lower: string): boolean {
  return name === lower || name.toLowerCase() === lower;
}
