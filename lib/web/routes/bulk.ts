import { bulkApi } from '../../domain/api/routes/bulk';
import { BULK_FIELDS, BULK_ROWS } from '../../domain/bulk/bulk';
import { fieldOf, rowsOf } from '../../domain/bulk/table';
import { exportDevices } from '../../services/bulk/export-devices';
import { readBulk, startBulk } from '../../services/bulk/start-bulk';
import { callerOf } from '../../services/console/caller';
import { parseCsv } from '../../shared/csv';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { route } from '../bff';

const MAX_COLUMNS = 100;

export const start = route(
  { ...bulkApi.start, read: readBody },
  async ({ console, user, body, query }): Promise<Result<unknown>> => {
    const rows = body.rows.map((row) => ({ action: query.action ?? 'create', ...row }));
    const started = await startBulk(await console.services(), callerOf(user), {
      mode: query.mode ?? body.mode,
      dryRun: query.dryRun === undefined ? body.dryRun : query.dryRun === 'true',
      rows,
    });
    if (!started.ok || started.value.id === null) return started;
    const headers = { 'cache-control': 'no-store', location: `/api/bulk/${started.value.id}` };
    return ok(Response.json(started.value, { status: 202, headers }));
  },
);

/** JSON, or a table whose columns have the names of the fields. */
function readBody(text: string, contentType: string): Result<unknown> {
  if (!/^text\/csv\b/i.test(contentType)) return ok(json(text));
  const table = parseCsv(text, { rows: BULK_ROWS, columns: MAX_COLUMNS });
  if (!table.ok) return err(appError('invalid', table.error));
  const fields = table.value.header.map(fieldOf);
  if (fields.every((field) => field === null)) {
    return err(appError('invalid', `No column has one of these names: ${BULK_FIELDS.join(', ')}.`));
  }
  const rows = rowsOf(table.value, fields, 'create');
  // The action of a row that names none stands in the address.
  if (!fields.includes('action')) for (const row of rows) delete row.action;
  return ok({ rows });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const read = route(bulkApi.read, async ({ console, user, params, query }) =>
  readBulk(await console.services(), callerOf(user), params.id ?? '', query),
);

export const exported = route(bulkApi.export, async ({ console, user, query }) => {
  const lines = exportDevices(await console.services(), callerOf(user), query);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await lines.return()),
  });
  const name = `devices-${new Date().toISOString().slice(0, 10)}.csv`;
  return ok(
    new Response(stream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    }),
  );
});
