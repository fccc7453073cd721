/**
 * Access rules in the language of wazo-auth. A right is words joined by dots (`provd.dev_mgr.devices.abc.read`); in a
 * pattern `*` stands for any characters but `.` and `#`, and `#` for any characters at all. `!` in front of a pattern takes a
 * right away, wherever it stands in the list.
 */
export function isAllowed(acl: readonly string[], right: string): boolean {
  let allowed = false;
  for (const pattern of acl) {
    const refusal = pattern.startsWith('!');
    if (!refusal && allowed) continue;
    if (!matchesPattern(refusal ? pattern.slice(1) : pattern, right)) continue;
    if (refusal) return false;
    allowed = true;
  }
  return allowed;
}

/**
 * Linear in pattern × right: patterns are data, so no regular expression is made of them. `right` may be a pattern too:
 * true then means that everything it stands for matches, since only `#` stands for a `#`.
 */
export function matchesPattern(pattern: string, right: string): boolean {
  let reached = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (sign === '*' || sign === '#') {
        let end = at;
        next.add(end);
        while (end < right.length && (sign === '#' || (right[end] !== '.' && right[end] !== '#')))
          next.add((end += 1));
      } else if (right.startsWith(sign, at)) next.add(at + sign.length);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(right.length);
}

/** A value as part of a right: its dots become underscores. */
export function rightPart(value: string): string {
  return value.replaceAll('.', '_');
}
