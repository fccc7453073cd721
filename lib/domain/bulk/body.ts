import { parseCsv } from '../../shared/csv';
import { appError, type AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { BULK_ROWS } from './bulk';
import { fieldsOf, rowsOf, withoutEmptyEnd } from './table';

/** Columns of a table. */
export const BULK_COLUMNS = 100;

/** What a request sent as the value that its schema checks: JSON, or a table whose columns have the names of the fields. */
export function bulkBody(text: string, contentType: string): Result<unknown> {
  if (!isTable(contentType)) return ok(json(text));
  const parsed = parseCsv(text, { rows: BULK_ROWS, columns: BULK_COLUMNS });
  if (!parsed.ok) return err(appError('invalid', parsed.error));
  const table = withoutEmptyEnd(parsed.value);
  const fields = fieldsOf(table);
  if (!fields.ok) return err(appError('invalid', fields.error));
  const rows = rowsOf(table, fields.value, 'create');
  // The action of a row that names none stands in the address.
  if (!fields.value.includes('action')) for (const row of rows) delete row.action;
  return ok({ rows });
}

/** `line`: the first that is not in UTF-8. Taken as it is, it would lose its accents for good. */
export function notUtf8(line: number, contentType: string): AppError {
  const todo = isTable(contentType)
    ? 'Save the table as UTF-8 (in Excel as “CSV UTF-8”) and send it again.'
    : 'Send JSON in UTF-8.';
  return appError('invalid', `Line ${line} is not in UTF-8. ${todo}`);
}

function isTable(contentType: string): boolean {
  return /^text\/csv\b/i.test(contentType);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
