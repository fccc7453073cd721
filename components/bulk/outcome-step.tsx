'use client';
import { Banner } from '@/components/ui/banner';
import { Spinner } from '@/components/ui/spinner';
import { useMessages } from '@/lib/client/locale';
import type { BulkRowResult, BulkView } from '@/lib/domain/bulk/bulk';

/** Rows that failed that are shown. */
const SHOWN = 50;

/** How far a request is, what came of it, and why rows failed. */
export function OutcomeStep({ view, busy, total }: { view: BulkView | null; busy: boolean; total: number }) {
  const b = useMessages().bulk;
  if (busy || !view) {
    const done = view?.done ?? 0;
    return (
      <div role="status" className="space-y-3 py-6">
        <p className="flex items-center gap-2 text-sm">
          <Spinner />
          {view && !view.dryRun ? b.running : b.checking} {b.progress(done, total)}
        </p>
        <progress
          aria-label={b.progress(done, total)}
          max={total}
          value={done}
          className="w-full accent-accent"
        />
      </div>
    );
  }
  const good = view.done - view.failed;
  const failed = view.results.filter(({ ok }) => !ok);
  const nothing = !view.dryRun && view.mode === 'all_or_nothing' && view.failed > 0;
  return (
    <div className="space-y-4">
      {nothing ? (
        <Banner tone="bad">{b.nothing}</Banner>
      ) : good > 0 ? (
        <Banner>{view.dryRun ? b.wouldWork(good) : b.worked(good)}</Banner>
      ) : null}
      {view.failed > 0 && !nothing ? (
        <Banner tone="warn">{view.dryRun ? b.wouldFail(view.failed) : b.failed(view.failed)}</Banner>
      ) : null}
      {failed.length > 0 ? (
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-muted">
              <th className="w-16 py-1.5 font-medium">{b.row}</th>
              <th className="py-1.5 pr-3 font-medium">{b.fields.mac}</th>
              <th className="py-1.5 font-medium">{b.why}</th>
            </tr>
          </thead>
          <tbody>
            {failed.slice(0, SHOWN).map((result) => (
              <tr key={result.position} className="border-b border-line align-top">
                <td className="py-1.5 tabular-nums">{result.position + 1}</td>
                <td className="py-1.5 pr-3 font-mono text-xs">{result.mac ?? result.deviceId ?? '–'}</td>
                <td className="py-1.5">
                  <Problems result={result} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {view.failed > SHOWN ? (
        <p className="text-xs text-muted">{b.moreProblems(view.failed - SHOWN)}</p>
      ) : null}
    </div>
  );
}

/** Problems are named by keys of the catalogue; what is no key is a message of the server. */
function Problems({ result }: { result: BulkRowResult }) {
  const b = useMessages().bulk;
  const texts: Record<string, string> = b.problems;
  const fields: Record<string, string> = b.fields;
  return (
    <ul>
      {result.problems.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          {Object.hasOwn(texts, message)
            ? path in fields && message === 'required'
              ? `${fields[path]}: ${texts[message]}`
              : texts[message]
            : `${fields[path] ?? path}: ${message}`}
        </li>
      ))}
    </ul>
  );
}
