/** Redrawn at most this often. */
const DRAW_MS = 100;
const WIDTH = 24;

export interface Progress {
  /** `end` null: nobody knows how much there is. */
  at(current: number, end: number | null): void;
  /** Takes the bar away, so that what is printed next stands on a clean line. */
  clear(): void;
}

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** A bar on standard error when that is a terminal, else nothing. `unit` tells how a count is shown. */
export function createProgress(
  label: string,
  unit: 'things' | 'bytes' = 'things',
  terminal: Terminal = process.stderr,
): Progress {
  if (!terminal.isTTY) return { at: () => undefined, clear: () => undefined };
  let drawn = 0;
  let visible = false;
  return {
    at(current, end) {
      const now = Date.now();
      if (now - drawn < DRAW_MS && current !== end) return;
      drawn = now;
      visible = true;
      const line = barLine(label, current, end, unit);
      terminal.write(`\r\u001b[2K${line.slice(0, (terminal.columns ?? 80) - 1)}`);
    },
    clear() {
      if (visible) terminal.write('\r\u001b[2K');
      visible = false;
    },
  };
}

/** `Installing  [████████················]  33 %  120/360`. */
export function barLine(
  label: string,
  current: number,
  end: number | null,
  unit: 'things' | 'bytes',
): string {
  const count = (n: number): string => (unit === 'bytes' ? `${(n / 1_048_576).toFixed(1)} MB` : String(n));
  if (end === null || end <= 0) return `${label}  ${count(current)}`;
  const part = Math.min(1, current / end);
  const full = Math.round(part * WIDTH);
  const bar = `[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}]`;
  return `${label}  ${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${count(current)}/${count(end)}`;
}
