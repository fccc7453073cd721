import { describe, expect, it } from 'vitest';
import { barLine, createProgress } from './progress';

describe('the progress bar', () => {
  it('is drawn on a terminal and leaves nothing behind', () => {
    let written = '';
    const terminal = { isTTY: true, columns: 40, write: (text: string) => (written += text) };
    const progress = createProgress('Deleting', 'things', terminal);
    progress.at(3, 3);
    expect(written).toContain('Deleting');
    expect(written.length).toBeLessThan(40 + 8);
    progress.clear();
    expect(written.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('is not drawn where a program reads', () => {
    let written = '';
    const progress = createProgress('Deleting', 'things', { write: (text: string) => (written += text) });
    progress.at(1, 1);
    progress.clear();
    expect(written).toBe('');
  });

  it.each([
    [1, 4, 'things', 'x  [██████··················]  25 %  1/4'],
    [9, 4, 'things', 'x  [████████████████████████] 100 %  9/4'],
    [7, null, 'things', 'x  7'],
    [1_572_864, 3_145_728, 'bytes', 'x  [████████████············]  50 %  1.5 MB/3.0 MB'],
  ] as const)('shows %d of %s %s', (current, end, unit, line) =>
    expect(barLine('x', current, end, unit)).toBe(line),
  );
});
