import { appError } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { err, ok } from '../../shared/result';
import type { Result } from '../../shared/result';
import { parseSelectorText, SELECTOR_LIMITS } from './selector';
import type { Selector } from './selector';

export interface ListQuery {
  selector: Selector;
  /** Paths of the members to give beside `id`; null: whole documents. */
  fields: readonly (readonly string[])[] | null;
  skip: number;
  /** Absent: no limit. */
  limit?: number;
  sort?: { path: readonly string[]; descending: boolean };
  /** Sub-tenants as well (devices). */
  recurse: boolean;
}

const INTEGER = /^\s*[+-]?\d{1,15}\s*$/;
/** What a query of PostgreSQL takes. */
const MAX_COUNT = 2_147_483_647;
const MAX_FIELDS = 200;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/**
 * The query parameters of lists: `q` (selector), `q64` (the same in base64, wins), `fields`, `skip`, `limit` (0: none,
 * negative: nothing), `sort`, `sort_ord`, `recurse`. Of repeated ones the first counts, others are ignored, numbers that
 * are none too. A selector that can't be read is an error.
 */
export function parseListQuery(parameters: URLSearchParams): Result<ListQuery, AppError> {
  const selector = parseSelectorParameters(parameters.get('q'), parameters.get('q64'));
  if (!selector.ok) return selector;
  const fields = parameters.get('fields');
  const paths = fields === null ? null : fields.split(',').filter((f) => f !== '');
  if (paths && paths.length > MAX_FIELDS) return err(appError('invalid', 'fields: too many'));
  const limit = integer(parameters.get('limit')) ?? 0;
  const sort = parameters.get('sort');
  if (`${fields ?? ''}${sort ?? ''}`.includes('\u0000'))
    return err(appError('invalid', 'fields and sort hold no NUL'));
  const recurse = parameters.get('recurse');
  return ok({
    selector: selector.value,
    fields: paths && paths.map(pathOf),
    skip: Math.max(0, integer(parameters.get('skip')) ?? 0),
    ...(limit === 0 ? {} : { limit: Math.max(0, limit) }),
    ...(sort ? { sort: { path: pathOf(sort), descending: parameters.get('sort_ord') === 'DESC' } } : {}),
    recurse: recurse === 'true' || recurse === 'True',
  });
}

function parseSelectorParameters(q: string | null, q64: string | null): Result<Selector, AppError> {
  if (q64) {
    const text = decodeBase64(q64);
    return text === null ? err(appError('invalid', 'q64: not base64 of a text')) : parseSelectorText(text);
  }
  return q ? parseSelectorText(q) : ok([]);
}

function decodeBase64(encoded: string): string | null {
  // A plus sign that was not escaped arrives as a space.
  const text = encoded.replaceAll(' ', '+');
  if (text.length > SELECTOR_LIMITS.textLength * 2 || !BASE64.test(text)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return null; // bytes that are no UTF-8
  }
}

function integer(text: string | null): number | null {
  if (text === null || !INTEGER.test(text)) return null;
  return Math.max(-MAX_COUNT, Math.min(MAX_COUNT, Number(text)));
}

function pathOf(key: string): string[] {
  return key.split('.').slice(0, SELECTOR_LIMITS.path);
}
