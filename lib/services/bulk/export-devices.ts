import { listExportRows, type ExportRow } from '../../db/bulk/export';
import type { DeviceListQuery } from '../../domain/console/device-list';
import { csvLine } from '../../shared/csv';
import { requestScope } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

const PAGE = 1_000;
/** What an import reads comes first, under the names that it knows. Secrets are not exported. */
const COLUMNS = [
  'id',
  'mac',
  'vendor',
  'model',
  'version',
  'plugin',
  'description',
  'display_name',
  'number',
  'username',
  'registrar',
  'template',
  'ip',
  'status',
  'last_seen',
] as const satisfies readonly (keyof ExportRow)[];

/** The devices that match as a table, a page at a time. */
export async function* exportDevices(
  context: ServiceContext,
  caller: Caller,
  query: Pick<DeviceListQuery, 'q' | 'status' | 'vendor' | 'model' | 'plugin'>,
): AsyncGenerator<string, void> {
  const scope = await requestScope(context, caller, { recurse: true });
  // Spreadsheets take a file with this sign for UTF-8.
  yield `\ufeff${csvLine(COLUMNS)}`;
  for (let after: ExportRow | null = null; ;) {
    const rows: ExportRow[] = await listExportRows(context.database.sql, scope, query, after, PAGE);
    if (rows.length > 0) yield rows.map((row) => csvLine(COLUMNS.map((column) => row[column]))).join('');
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}
