/**
 * Firmware versions by their numbers: `4.2` < `10.0`, `01.136` = `1.136`, `6.1.5` < `6.1.5(a)`, `7.5.9` < `7.5.10`.
 * Negative, zero or positive, as for sorting.
 */
export function compareVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = comparePart(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** How many parts from the left two versions have in common: 2 for `69.86.0.15` and `69.86.1.2`. */
export function commonParts(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  const differ = left.findIndex((part, index) => part !== right[index]);
  return differ < 0 ? left.length : differ;
}

/** Runs of digits as numbers, runs of letters as lower-case text; a protocol behind `/` (`9.4.2/SCCP`) is left out. */
function parts(version: string): (number | string)[] {
  const [text = ''] = version.slice(0, 100).split('/', 1);
  const found = text.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
  return found.map((part) => (/^\d/.test(part) ? Number(part) : part));
}

/** Nothing comes before letters, letters before numbers: a line called `legacy` is older than any numbered one. */
function comparePart(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  const rank = (part: number | string | undefined) =>
    part === undefined ? 0 : typeof part === 'string' ? 1 : 2;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return (a ?? 0) < (b ?? 0) ? -1 : 1;
}
