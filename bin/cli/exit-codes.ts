import type { ErrorCode } from '../../lib/shared/errors';

/** What the exit status of `offhook` says. Documented in docs/command-line.md; scripts depend on it. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  conflict: 5,
  unavailable: 6,
  partly: 7,
} as const;

export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  failed: 'failed; standard error says why',
  usage: 'the command line is wrong, or the server says that a value is',
  notFound: 'what was named does not exist, or belongs to another tenant',
  refused: 'no token, a wrong, expired or revoked one, or one without the right',
  conflict: 'conflicts with something that exists, or it was changed meanwhile',
  unavailable: 'the server or its database does not answer, or asks to wait',
  partly: 'some of several things failed; the others are done',
};

const BY_ERROR: Readonly<Record<ErrorCode, number>> = {
  invalid: EXIT.usage,
  unauthorized: EXIT.refused,
  forbidden: EXIT.refused,
  not_found: EXIT.notFound,
  conflict: EXIT.conflict,
  precondition_failed: EXIT.conflict,
  too_large: EXIT.usage,
  rate_limited: EXIT.unavailable,
  unavailable: EXIT.unavailable,
  internal: EXIT.failed,
};

export function exitCodeOf(code: ErrorCode): number {
  return BY_ERROR[code];
}
