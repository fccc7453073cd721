import { literalPattern } from '../../plugins/starter/starter-family';
import { parseMac } from '../../shared/mac';

/** A path that is named after its phone: `<prefix><mac><suffix>`. */
export interface OwnPath {
  prefix: string;
  mac: string;
  upper: boolean;
  suffix: string;
}

const MAC = /(^|[^0-9a-f])([0-9a-f]{12})(?![0-9a-f])/i;
/** No address: zeros alone are the file for phones that have none of their own, `000000000029` is the number of a product. */
const NUMBER = /^0{8}/;

/** The path that a request's target means, as identification sees it. */
export function plainPath(target: string): string {
  const raw = (target.split('?', 1)[0] ?? '').replace(/^\/+/, '');
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

export function ownPath(path: string): OwnPath | null {
  const found = MAC.exec(path);
  const digits = found?.[2] ?? '';
  const mac = NUMBER.test(digits) ? null : parseMac(digits);
  if (!found || mac === null) return null;
  const at = found.index + (found[1] ?? '').length;
  return {
    prefix: path.slice(0, at),
    mac,
    upper: /[A-F]/.test(digits),
    suffix: path.slice(at + 12),
  };
}

/** One pattern for the files of a folder that are named after their phone. */
export function ownPathPattern(prefix: string, paths: readonly OwnPath[]): string {
  const suffixes = [...new Set(paths.map(({ suffix }) => suffix))].sort().map(literalPattern);
  const ends = suffixes.length === 1 ? (suffixes[0] ?? '') : `(?:${suffixes.join('|')})`;
  return `^${literalPattern(prefix)}(?P<mac>[0-9a-fA-F]{12})${ends}$`;
}
