import JSON5 from 'json5';
import type { z } from 'zod';
import { indexLines, type LineIndex } from './json5-lines';
import type { PluginProblem } from './problem';

/** A checked JSON5 file with the line of each of its members, for what is only found wrong later. */
export interface Json5File<T> {
  file: string;
  value: T;
  lineOf: LineIndex;
}

/** Parses and checks the text of a JSON5 file. Null when it has problems, which are added to the list. */
export function readJson5<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: PluginProblem[],
): Json5File<T> | null {
  let raw: unknown;
  try {
    raw = JSON5.parse(text);
  } catch (error) {
    problems.push(syntaxProblem(file, error));
    return null;
  }
  const lineOf = indexLines(text);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { file, value: parsed.data, lineOf };
  for (const issue of parsed.error.issues) {
    const where = issue.path.map(String).join('.');
    problems.push({
      severity: 'error',
      file,
      line: lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
      message: where ? `${where}: ${issue.message}` : issue.message,
      remedy: `Write it as docs/schemas/${file.replace(/\.json5$/, '')}.schema.json says.`,
    });
  }
  return null;
}

function syntaxProblem(file: string, error: unknown): PluginProblem {
  const line = error instanceof Error && 'lineNumber' in error ? Number(error.lineNumber) : null;
  const message = error instanceof Error ? error.message.replace(/^JSON5: /, '') : 'not JSON5';
  return { severity: 'error', file, line, message, remedy: 'Mend the JSON5 syntax at this line.' };
}
