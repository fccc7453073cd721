import { problems } from '../client/messages/en/problems';
import type { AppError, Problem } from '../shared/errors';

const sentences: Readonly<Record<string, string>> = problems;
/** What stands in place of a message when it is a code; no sentence looks so. */
const CODE = /^[a-z][A-Za-z_]*$/;

/** The problem with a sentence for a person; where it was named by a code, the code is beside it. */
export function withSentence(problem: Problem): Problem {
  const { message, ...rest } = problem;
  if (!CODE.test(message)) return problem;
  const sentence = Object.hasOwn(sentences, message) ? sentences[message] : undefined;
  return { ...rest, code: message, message: sentence ?? problems.invalid };
}

/** The error as programs get it: sentences throughout. */
export function withSentences(error: AppError): AppError {
  return error.problems ? { ...error, problems: error.problems.map(withSentence) } : error;
}
