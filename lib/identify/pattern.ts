import { RE2JS } from 're2js';
import { requiredLiteral } from './literal';

/** A compiled regular expression: linear in the length of its input whatever the pattern (RE2). */
export interface Pattern {
  source: string;
  /** Lower-case text that every match contains, or ''. */
  literal: string;
  groups: readonly string[];
  /** Named groups that took part in the first match, or null when there is none. */
  match(text: string, lower: string): Record<string, string> | null;
}

/** @throws Error with RE2's message when the pattern is not valid. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source);
  const groups = Object.keys(compiled.namedGroups());
  const literal = requiredLiteral(source);
  return {
    source,
    literal,
    groups,
    match(text, lower) {
      if (literal !== '' && !lower.includes(literal)) return null;
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return null;
      const found: Record<string, string> = {};
      for (const group of groups) {
        const value = matcher.group(group);
        if (value !== null && value !== '') found[group] = value;
      }
      return found;
    },
  };
}
