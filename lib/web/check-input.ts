import type { z } from 'zod';
import { appError, type Problem } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';
import { withSentence } from './problem-sentences';

/** Without a schema nothing is read: the type then says so. The message names the first problem: commands print it alone. */
export function checkInput<T>(
  what: string,
  schema: z.ZodType<T> | undefined,
  input: () => unknown,
): Result<T> {
  if (!schema) return ok(nothing<T>());
  const parsed = schema.safeParse(input());
  if (parsed.success) return ok(parsed.data);
  const problems: Problem[] = parsed.error.issues.map((issue) =>
    withSentence({ path: issue.path.join('.'), message: issue.message }),
  );
  const first = problems[0];
  const message = `${first?.path || what} is not valid${first ? `: ${first.message}` : '.'}`;
  return err(appError('invalid', message, problems));
}

/** The one place where "no schema" becomes the type that `route` gives it by default. */
function nothing<T>(): T {
  return undefined as T; // T is `undefined` unless a schema is given
}
