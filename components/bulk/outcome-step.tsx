'use client';
import { Banner } from '@/components/ui/banner';
import { Spinner } from '@/components/ui/spinner';
import { useMessages } from '@/lib/client/locale';
import { problemSentence } from '@/lib/client/problem-text';
import type { BulkRowView, BulkView } from '@/lib/domain/bulk/bulk';

/** Rows that failed that are shown. */
const SHOWN = 50;
/** Reasons why phones are not configured that are shown. */
const SHOWN_REASONS = 5;

/** How far a request is, what came of it, and why rows failed. */
export function OutcomeStep({
  view,
  results,
  busy,
  total,
}: {
  view: BulkView | null;
  /** Those that tell which phones are not configured. */
  results: readonly BulkRowView[];
  busy: boolean;
  total: number;
}) {
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
      <Warnings view={view} results={results} />
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

/** Phones that are not configured though their rows are fine, with how many there are for each reason. */
function Warnings({ view, results }: { view: BulkView; results: readonly BulkRowView[] }) {
  const t = useMessages();
  const reasons = new Map<string, number>();
  const warned = results.filter(({ warnings }) => warnings.length > 0);
  for (const { warnings } of warned)
    for (const warning of warnings) {
      const text = problemSentence(t, warning);
      reasons.set(text, (reasons.get(text) ?? 0) + 1);
    }
  if (warned.length === 0) return null;
  const told = view.dryRun ? t.bulk.wouldNotConfigure : t.bulk.notConfigured;
  const shown = [...reasons].sort(([, a], [, b]) => b - a).slice(0, SHOWN_REASONS);
  return (
    <Banner tone="warn" title={told(warned.length, results.length < view.total)}>
      <ul>
        {shown.map(([text, n]) => (
          <li key={text}>
            {text} ({n})
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Problems({ result }: { result: BulkRowView }) {
  const t = useMessages();
  const fields: Record<string, string> = t.bulk.fields;
  return (
    <ul>
      {result.problems.map((problem) => {
        const { path, message } = problem;
        const name = Object.hasOwn(fields, path) ? fields[path] : path;
        const text = problemSentence(t, problem);
        return <li key={`${path} ${message}`}>{name ? `${name}: ${text}` : text}</li>;
      })}
    </ul>
  );
}
