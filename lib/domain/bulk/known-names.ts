/** Names of an error that are repeated, and characters of each. */
const MAX_NAMES = 5;
const MAX_ECHO = 60;

/** What a schema says about members that it does not know: which they are, and which there are. */
export function onlyKnown(known: readonly string[]) {
  return {
    error: (issue: { code?: string; keys?: unknown }): string | undefined => {
      if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys)) return undefined;
      return `There is no ${quoted(issue.keys.map(String), 'or')}. There are: ${known.join(', ')}.`;
    },
  };
}

/** Names as a sentence has them, shortened. */
export function quoted(names: readonly string[], word: 'and' | 'or'): string {
  const shown = names
    .slice(0, MAX_NAMES)
    .map((name) => `“${name.length > MAX_ECHO ? `${name.slice(0, MAX_ECHO)}…` : name}”`);
  if (names.length > MAX_NAMES) return `${shown.join(', ')} ${word} ${names.length - MAX_NAMES} more`;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} ${word} ${last}` : last;
}
