import { err, ok, type Result } from './result';

export interface CsvLimits {
  rows: number;
  columns: number;
}

export interface CsvTable {
  header: string[];
  rows: string[][];
}

/** Characters that a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Reads comma-, semicolon- or tab-separated values (RFC 4180: quotes double within quotes, line breaks may stand in them).
 * The delimiter is the one that the first line has most of. Empty lines are left out. The error is for a person.
 */
export function parseCsv(text: string, limits: CsvLimits): Result<CsvTable, string> {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const delimiter = delimiterOf(source);
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  const endLine = (): string | null => {
    if (line.length > 1 || (line[0] ?? '') !== '') lines.push(line);
    line = [];
    return lines.length > limits.rows + 1 ? `There are more than ${limits.rows} rows.` : null;
  };
  while (at < source.length) {
    const cell = source[at] === '"' ? quotedCell(source, at) : plainCell(source, at, delimiter);
    if (!cell) return err(`A quote in row ${lines.length + 1} is not closed.`);
    line.push(withoutGuard(cell.value));
    if (line.length > limits.columns)
      return err(`Row ${lines.length + 1} has more than ${limits.columns} columns.`);
    at = cell.end;
    if (source[at] === delimiter) {
      at += 1;
      if (at === source.length || isLineBreak(source[at])) line.push('');
    }
    if (at < source.length && !isLineBreak(source[at])) {
      if (source[at - 1] === delimiter) continue;
      return err(`Row ${lines.length + 1} has text after a closing quote.`);
    }
    if (at < source.length) {
      at += source.startsWith('\r\n', at) ? 2 : 1;
      const problem = endLine();
      if (problem !== null) return err(problem);
    }
  }
  const problem = endLine();
  if (problem !== null) return err(problem);
  const [header, ...rows] = lines;
  if (!header) return err('There is no line with the names of the columns.');
  return ok({ header: header.map((name) => name.trim()), rows });
}

/** One line, with its line break. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvLine(cells: readonly (string | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell ?? '';
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

/** Takes away the apostrophe that `csvLine`, or a spreadsheet, has put in front. */
function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function isLineBreak(sign: string | undefined): boolean {
  return sign === '\n' || sign === '\r';
}

function plainCell(source: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < source.length && source[end] !== delimiter && !isLineBreak(source[end])) end += 1;
  return { value: source.slice(start, end), end };
}

/** Null: the quote is not closed. */
function quotedCell(source: string, start: number): { value: string; end: number } | null {
  let value = '';
  for (let from = start + 1; ;) {
    const quote = source.indexOf('"', from);
    if (quote < 0) return null;
    value += source.slice(from, quote);
    if (source[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}
