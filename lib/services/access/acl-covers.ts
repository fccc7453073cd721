import { matchesPattern } from './acl';

/**
 * What of `wanted` goes beyond `held`, both in the language of `acl.ts`; empty: whoever has `wanted` may do nothing that
 * the holder may not. Errs on the side of refusing: two patterns that might overlap count as if they did.
 */
export function beyond(held: readonly string[], wanted: readonly string[]): string[] {
  const [granted, withheld] = split(held);
  const [asked, renounced] = split(wanted);
  return asked.filter(
    (pattern) =>
      !granted.some((own) => matchesPattern(own, pattern)) ||
      withheld.some(
        (taken) => mayOverlap(taken, pattern) && !renounced.some((refusal) => matchesPattern(refusal, taken)),
      ),
  );
}

function split(acl: readonly string[]): [grants: string[], refusals: string[]] {
  return [
    acl.filter((pattern) => !pattern.startsWith('!')),
    acl.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
  ];
}

/** False only when no right can match both: what stands before their first wildcards differs. */
function mayOverlap(a: string, b: string): boolean {
  const [one, two] = [literalStart(a), literalStart(b)];
  return one.startsWith(two) || two.startsWith(one);
}

function literalStart(pattern: string): string {
  return /^[^*#]*/.exec(pattern)?.[0] ?? '';
}
