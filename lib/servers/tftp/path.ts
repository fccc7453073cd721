/** Longer names are not a phone's. */
const MAX_PATH = 255;
const CONTROL = /[\u0000-\u001f\u007f\ufffd]/;

/**
 * The path below the root that a TFTP file name means: leading and repeated slashes and `.` dropped. Null when it leaves
 * the root, is empty, too long, or holds what no file name holds. Backslashes are no separators.
 */
export function cleanTftpPath(filename: string): string | null {
  if (filename.length > MAX_PATH || CONTROL.test(filename)) return null;
  const segments = filename.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.includes('..')) return null;
  return segments.join('/');
}
