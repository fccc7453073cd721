/**
 * A text that every match of a regular expression contains (lower case), or '' when none is sure. Searching it
 * first is many times cheaper than running the expression. It reads only what it understands: the longest run of
 * plain characters outside of groups, classes and optional parts; anything unusual gives ''.
 */
export function requiredLiteral(pattern: string): string {
  const runs = literalRuns(pattern);
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '').toLowerCase();
}

function literalRuns(pattern: string): string[] {
  const runs: string[] = [''];
  let index = 0;
  while (index < pattern.length) {
    const atom = readAtom(pattern, index);
    if (atom === null || atom.text === '|') return [];
    const quantifier = readQuantifier(pattern, atom.end);
    const last = runs.length - 1;
    if (atom.text !== null && quantifier === atom.end) runs[last] += atom.text;
    else {
      // "ab+" still contains "ab"; what follows a repeated part starts a new run.
      if (atom.text !== null && pattern[atom.end] === '+') runs[last] += atom.text;
      runs.push('');
    }
    index = quantifier;
  }
  return runs;
}

/** The next atom: its literal text, null text for one that isn't literal; null when it cannot be read. */
function readAtom(pattern: string, start: number): { text: string | null; end: number } | null {
  const char = pattern.charAt(start);
  if (char === '^' || char === '$' || char === '.') return { text: null, end: start + 1 };
  if (char === '|') return { text: '|', end: start + 1 };
  if (char === '[') return skip(classEnd(pattern, start));
  if (char === '(')
    return pattern.startsWith('(?i)', start) ? skip(start + 4) : skip(groupEnd(pattern, start));
  if (char !== '\\') return { text: char, end: start + 1 };
  const escaped = pattern.charAt(start + 1);
  if (escaped === '') return null;
  // A letter or digit after the backslash is a class or an assertion, whose length may vary: \d, \b, \p{L}, \x41.
  if (!/[a-zA-Z0-9]/.test(escaped)) return { text: escaped, end: start + 2 };
  return /[dwsDWSbB]/.test(escaped) ? { text: null, end: start + 2 } : null;
}

function skip(end: number | null): { text: null; end: number } | null {
  return end === null ? null : { text: null, end };
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
