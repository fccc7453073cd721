import { bulkApi } from '../../domain/api/routes/bulk';
import { bulkBody, notUtf8 } from '../../domain/bulk/body';
import type { BulkView } from '../../domain/bulk/bulk';
import { exportDevices } from '../../services/bulk/export-devices';
import { readBulk, startBulk } from '../../services/bulk/start-bulk';
import { callerOf } from '../../services/console/caller';
import { ok, type Result } from '../../shared/result';
import { route } from '../bff';
import { withSentence } from '../problem-sentences';

export const start = route(
  { ...bulkApi.start, read: bulkBody, notUtf8 },
  async ({ console, user, body, query }): Promise<Result<unknown>> => {
    const rows = body.rows.map((row) => ({ action: query.action ?? 'create', ...row }));
    const started = await startBulk(await console.services(), callerOf(user), {
      mode: query.mode ?? body.mode,
      // Whoever asks for both means the one that changes nothing.
      dryRun: body.dryRun || query.dryRun === 'true',
      rows,
    });
    if (!started.ok) return started;
    const view = spoken(started.value);
    if (view.location === null) return ok(view);
    const headers = { 'cache-control': 'no-store', location: view.location };
    return ok(Response.json(view, { status: 202, headers }));
  },
);

export const read = route(
  bulkApi.read,
  async ({ console, user, params, query }): Promise<Result<unknown>> => {
    const found = await readBulk(await console.services(), callerOf(user), params.id ?? '', query);
    return found.ok ? ok(spoken(found.value)) : found;
  },
);

/** Rows keep the codes of their problems; whoever reads them gets sentences. */
function spoken(view: BulkView): BulkView {
  const results = view.results.map((result) => ({
    ...result,
    problems: result.problems.map(withSentence),
    warnings: result.warnings.map(withSentence),
  }));
  return { ...view, results };
}

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
