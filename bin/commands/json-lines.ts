import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Longest line that is read; a configuration with all its certificates is far below. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Answers each line of standard input by one of standard output, in order. What `answer` throws is a fault and
 * ends the command; a line that is not JSON is answered by an error.
 */
export async function answerJsonLines(answer: (value: unknown) => object | Promise<object>): Promise<void> {
  // A reader that has enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const text = JSON.stringify(await answerLine(line, answer));
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
  }
}

async function answerLine(
  line: string,
  answer: (value: unknown) => object | Promise<object>,
): Promise<object> {
  if (line.length > MAX_LINE) return { id: null, error: 'the line is longer than 16 MiB' };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'the line is not JSON' };
  }
  return answer(value);
}
