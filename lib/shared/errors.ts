/** Every expected failure has one of these codes; `httpStatus` says what it is over HTTP. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'internal';

/**
 * One thing that is wrong with an input: where (dotted path, may be empty) and what to do about it. Schemas and use cases
 * may name it by a code of the message catalogue in place of a message; the edge puts the sentence beside the code.
 */
export interface Problem {
  path: string;
  message: string;
  /** Names the problem, so that the console can say it in the reader's language. */
  code?: string | undefined;
  /** Id of the thing that is in the way. */
  id?: string | undefined;
}

/** A failure written for the person who reads it. `message` never holds a secret. */
export interface AppError {
  code: ErrorCode;
  message: string;
  problems?: Problem[];
}

const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

export function httpStatus(code: ErrorCode): number {
  return STATUS[code];
}

export function appError(code: ErrorCode, message: string, problems?: Problem[]): AppError {
  return problems ? { code, message, problems } : { code, message };
}
