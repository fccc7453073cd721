export interface LineChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines of the middle part, left times right, beyond which it is told as replaced as a whole. */
const MAX_CELLS = 4_000_000;

/** How `after` comes from `before`, line by line, by their longest common lines. */
export function lineDiff(before: string, after: string): LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]): LineChange[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): LineChange[] {
  const removed = (lines: readonly string[]): LineChange[] =>
    lines.map((text) => ({ kind: 'removed', text }));
  const added = (lines: readonly string[]): LineChange[] => lines.map((text) => ({ kind: 'added', text }));
  if (a.length * b.length > MAX_CELLS) return [...removed(a), ...added(b)];
  const width = b.length + 1;
  // common[i * width + j]: the number of common lines of what begins at a[i] and b[j]
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const text = a[i] ?? '';
    if (text === b[j]) {
      changes.push({ kind: 'same', text });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      changes.push({ kind: 'removed', text });
      i += 1;
    } else {
      changes.push({ kind: 'added', text: b[j] ?? '' });
      j += 1;
    }
  }
  return [...changes, ...removed(a.slice(i)), ...added(b.slice(j))];
}
