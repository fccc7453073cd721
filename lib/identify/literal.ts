/**
 * A text that every match of a regular expression contains (lower case), or '' when none is sure. Searching it
 * first is many times cheaper than running the expression. It reads only what it understands: the longest run of
 * plain characters outside of classes, alternatives and optional parts; anything unusual gives ''.
 */
export function requiredLiteral(pattern: string): string {
  const runs = literalRuns(pattern) ?? [];
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '').toLowerCase();
}

/** What one atom surely contributes: texts with unknown things between them (`['a', 'b']`: a, anything, b). */
type Runs = string[];
const NOTHING: Runs = ['', ''];

/** Null for a pattern with alternatives at its top, or one that cannot be read. */
function literalRuns(pattern: string): Runs | null {
  let runs: Runs = [''];
  let index = 0;
  while (index < pattern.length) {
    const atom = readAtom(pattern, index);
    if (atom === null) return null;
    const end = readQuantifier(pattern, atom.end);
    if (end === atom.end) runs = join(runs, atom.runs);
    // "ab+" still contains "ab"; what follows a repeated part begins a new run.
    else runs = join(join(runs, pattern[atom.end] === '+' ? atom.runs : NOTHING), NOTHING);
    index = end;
  }
  return runs;
}

function join(left: Runs, right: Runs): Runs {
  return [...left.slice(0, -1), `${left.at(-1) ?? ''}${right[0] ?? ''}`, ...right.slice(1)];
}

function readAtom(pattern: string, start: number): { runs: Runs; end: number } | null {
  const char = pattern.charAt(start);
  if (char === '|') return null;
  if (char === '^' || char === '$' || char === '.') return { runs: NOTHING, end: start + 1 };
  if (char === '[') return skip(classEnd(pattern, start));
  if (char === '(') return readGroup(pattern, start);
  if (char !== '\\') return { runs: [char], end: start + 1 };
  const escaped = pattern.charAt(start + 1);
  if (escaped === '') return null;
  // A letter or digit behind the backslash is a class or an assertion, some of them longer: \d, \b, \p{L}, \x41.
  if (!/[a-zA-Z0-9]/.test(escaped)) return { runs: [escaped], end: start + 2 };
  return /[dwsDWSbB]/.test(escaped) ? { runs: NOTHING, end: start + 2 } : null;
}

function readGroup(pattern: string, start: number): { runs: Runs; end: number } | null {
  if (pattern.startsWith('(?i)', start)) return { runs: NOTHING, end: start + 4 };
  const end = groupEnd(pattern, start);
  const head = /^\((?:\?(?:P?<\w+>|[imsU-]*:))?(?!\?)/.exec(pattern.slice(start, start + 80));
  if (end === null || head === null) return null;
  // Alternatives inside tell nothing for sure.
  return { runs: literalRuns(pattern.slice(start + head[0].length, end - 1)) ?? NOTHING, end };
}

function skip(end: number | null): { runs: Runs; end: number } | null {
  return end === null ? null : { runs: NOTHING, end };
}

/** Position after `?`, `*`, `+`, `{n,m}` and a lazy mark, or `start` when none is there. */
function readQuantifier(pattern: string, start: number): number {
  const found = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(start, start + 20));
  return start + (found?.[0].length ?? 0);
}

function classEnd(pattern: string, start: number): number | null {
  let index = start + 1;
  if (pattern[index] === '^') index += 1;
  if (pattern[index] === ']') index += 1;
  for (; index < pattern.length; index += 1) {
    if (pattern[index] === '\\') index += 1;
    else if (pattern[index] === '[') return null;
    else if (pattern[index] === ']') return index + 1;
  }
  return null;
}

function groupEnd(pattern: string, start: number): number | null {
  let depth = 0;
  for (let index = start; index < pattern.length; index += 1) {
    const char = pattern[index];
    if (char === '\\') index += 1;
    else if (char === '[') {
      const end = classEnd(pattern, index);
      if (end === null) return null;
      index = end - 1;
    } else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}
