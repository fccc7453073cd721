/** Lines of a table: columns as wide as their widest cell, two spaces between them. */
export function table(heads: readonly string[], rows: readonly (readonly (string | null)[])[]): string[] {
  const cells = [heads, ...rows].map((row) => row.map((cell) => printable(cell ?? '-')));
  const widths = heads.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** What phones and people have sent can't move the cursor or colour the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
