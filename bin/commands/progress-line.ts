/** A line on standard error that is written again and again; nothing when that is no terminal. */
export function showProgress(): { tell(text: string): void; clear(): void } {
  const stream = process.stderr;
  if (!stream.isTTY) return { tell: () => {}, clear: () => {} };
  return {
    tell: (text) => stream.write(`\r\u001b[K${text}`),
    clear: () => stream.write('\r\u001b[K'),
  };
}
