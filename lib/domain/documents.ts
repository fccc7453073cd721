import { appError } from '../shared/errors';
import type { AppError } from '../shared/errors';
import { isJsonObject } from '../shared/json';
import type { JsonObject, JsonValue } from '../shared/json';
import { err, ok } from '../shared/result';
import type { Result } from '../shared/result';

/** Bounds on one device or config document. A configuration of 1,024 lines has 10,000 values in 250 kB. */
export const DOCUMENT_LIMITS = {
  bytes: 4 * 1024 * 1024,
  depth: 32,
  values: 200_000,
  nameLength: 1024,
} as const;

const HALF_SURROGATE = /\p{Surrogate}/u;

/**
 * What every document from outside must be before anything else looks at it: an object within `DOCUMENT_LIMITS`,
 * without the character NUL, halves of surrogate pairs (the database takes neither) and members named `__proto__`.
 * The errors name the path and no value.
 */
export function checkDocument(value: unknown, what: string): Result<JsonObject, AppError> {
  if (!isJsonObject(value)) return err(appError('invalid', `${what} must be an object`));
  const problem = new Walk().object(value, [], 1);
  if (problem === null) return ok(value);
  const at = problem.path.length > 0 ? ` at ${problem.path.join('.').slice(0, 200)}` : '';
  return err(
    appError(problem.tooLarge ? 'too_large' : 'invalid', `${what} ${problem.message}${at}`, [
      { path: problem.path.join('.').slice(0, 200), message: problem.message },
    ]),
  );
}

interface Found {
  path: string[];
  message: string;
  tooLarge?: true;
}

class Walk {
  #values = 0;

  object(object: JsonObject, path: string[], depth: number): Found | null {
    if (depth > DOCUMENT_LIMITS.depth)
      return { path: path.slice(0, 8), message: 'is nested too deeply', tooLarge: true };
    for (const name of Object.keys(object)) {
      const bad = nameProblem(name);
      if (bad !== null) return { path, message: bad };
      const found = this.value(object[name], [...path, name], depth);
      if (found) return found;
    }
    return null;
  }

  value(value: JsonValue | undefined, path: string[], depth: number): Found | null {
    this.#values += 1;
    if (this.#values > DOCUMENT_LIMITS.values)
      return { path: [], message: 'has too many values', tooLarge: true };
    if (typeof value === 'string') {
      const bad = textProblem(value);
      return bad === null ? null : { path, message: bad };
    }
    if (Array.isArray(value)) return this.#list(value, path, depth + 1);
    return isJsonObject(value) ? this.object(value, path, depth + 1) : null;
  }

  #list(list: JsonValue[], path: string[], depth: number): Found | null {
    if (depth > DOCUMENT_LIMITS.depth)
      return { path: path.slice(0, 8), message: 'is nested too deeply', tooLarge: true };
    for (const item of list) {
      const found = this.value(item, path, depth);
      if (found) return found;
    }
    return null;
  }
}

function nameProblem(name: string): string | null {
  if (name === '__proto__') return 'has a member named __proto__, which is not allowed';
  if (name.length > DOCUMENT_LIMITS.nameLength) return 'has a member with too long a name';
  return textProblem(name) === null ? null : 'has a member whose name holds a character that is not allowed';
}

function textProblem(text: string): string | null {
  if (text.includes('\u0000')) return 'holds the character NUL, which is not allowed';
  return HALF_SURROGATE.test(text) ? 'holds half a surrogate pair, which is no text' : null;
}
