'use client';
import { Check, CircleHelp } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/state';
import { useMessages } from '@/lib/client/locale';
import type { DecisionView } from '@/lib/domain/console/decision';

const OUTCOME_TONE: Record<DecisionView['why']['candidates'][number]['outcome'], Tone> = {
  used: 'ok',
  agreed: 'neutral',
  overruled: 'warn',
  failed: 'bad',
};

/** From what the phone said, by which rules, to what it was taken for and which plugin it got. */
export function WhyCard({ decision, plugin }: { decision: DecisionView | null; plugin: string | null }) {
  const t = useMessages();
  const w = t.device.why;
  return (
    <Card title={w.title} bodyClassName="p-0">
      {decision ? (
        <Decision decision={decision} plugin={plugin} />
      ) : (
        <EmptyState icon={CircleHelp} title={w.none} description={w.noneText} className="py-8" />
      )}
    </Card>
  );
}

export function Decision({ decision, plugin }: { decision: DecisionView; plugin: string | null }) {
  const t = useMessages();
  const w = t.device.why;
  const { why, association, identity } = decision;
  return (
    <ol className="divide-y divide-line text-sm">
      <Step title={w.evidence}>
        <dl className="space-y-1.5">
          {why.evidence.map(({ source, value }, i) => (
            <div key={i} className="grid grid-cols-[8rem_1fr] gap-3">
              <dt className="truncate text-muted">{source}</dt>
              <dd className="font-mono text-xs break-all text-strong">{value}</dd>
            </div>
          ))}
        </dl>
        {why.ignored.length > 0 ? (
          <p className="mt-2 text-xs text-muted">{w.ignored(why.ignored.join(', '))}</p>
        ) : null}
      </Step>
      <Step title={w.rules}>
        {why.candidates.length === 0 ? (
          <p className="text-muted">{w.noRules}</p>
        ) : (
          <ul className="space-y-2">
            {why.candidates.map((candidate, i) => (
              <li key={i}>
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-mono text-xs text-strong">
                    {candidate.family}/{candidate.rule}
                  </span>
                  <Badge tone={OUTCOME_TONE[candidate.outcome]}>{w.outcome[candidate.outcome]}</Badge>
                </span>
                <span className="text-xs text-muted">
                  {Object.entries(candidate.told)
                    .map(([key, value]) => `${key} ${value}`)
                    .join(', ')}
                  {candidate.because ? ` (${candidate.because})` : ''}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Step>
      <Step title={w.decided}>
        <p className="flex flex-wrap gap-1.5">
          {Object.entries(identity).length === 0 ? <span className="text-muted">{w.nothing}</span> : null}
          {Object.entries(identity).map(([key, value]) => (
            <Badge key={key} tone="accent">
              <span className="font-normal">{key}</span> {value}
            </Badge>
          ))}
        </p>
      </Step>
      <Step title={w.candidates}>
        {association && association.why.length > 0 ? (
          <ul className="space-y-1.5">
            {association.why.map((line) => {
              const chosen = line.pluginId === association.pluginId;
              return (
                <li key={line.pluginId} className="flex items-start gap-2">
                  <span className="mt-0.5 grid size-4 shrink-0 place-items-center">
                    {chosen ? <Check aria-label={w.chosen} className="size-4 text-ok-text" /> : null}
                  </span>
                  <span className="min-w-0">
                    <span className="font-mono text-xs text-strong">{line.pluginId}</span>{' '}
                    <span className="text-xs text-muted">
                      {line.because} · {w.score} {line.score}
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        ) : (
          <p className="text-muted">{plugin ? w.pluginGiven(plugin) : w.noCandidates}</p>
        )}
      </Step>
    </ol>
  );
}

function Step({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <li className="px-4 py-3">
      <h3 className="mb-1.5 text-xs font-medium text-muted">{title}</h3>
      {children}
    </li>
  );
}
