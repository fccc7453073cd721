'use client';
import { Download } from 'lucide-react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { LearnReason, Proposal } from '@/lib/domain/learn/learn';

/** The rules with their reasons, how they did, and the family to start from. */
export function ProposalCard({ id, proposal }: { id: string; proposal: Proposal }) {
  const t = useMessages();
  const l = t.learn;
  const recognised = proposal.requests.filter((one) => one.recognised).length;
  const family = `/api/learn/${encodeURIComponent(id)}/family?${new URLSearchParams({ vendor: proposal.vendor })}`;
  if (proposal.rules.length === 0) {
    return (
      <Card title={l.proposal(proposal.vendor)}>
        <Banner tone="warn">{l.noRules}</Banner>
        <Dropped reasons={proposal.dropped} />
      </Card>
    );
  }
  return (
    <Card
      title={l.proposal(proposal.vendor)}
      description={l.recognises(recognised, proposal.requests.length)}
      actions={
        <Button asChild variant="primary">
          <a href={family} download>
            <Download aria-hidden />
            {l.download}
          </a>
        </Button>
      }
      bodyClassName="space-y-4 p-4"
    >
      <p className="text-sm text-muted">{l.downloadHint}</p>
      {proposal.changed.length === 0 ? (
        <Banner>{l.checkedOk(proposal.checked)}</Banner>
      ) : (
        <Banner tone="bad" title={l.checkedBad(proposal.changed.length)}>
          <ul className="font-mono text-xs">
            {proposal.changed.map((request) => (
              <li key={request}>{request}</li>
            ))}
          </ul>
        </Banner>
      )}
      <dl className="space-y-2 text-sm">
        {proposal.rules.map(({ rule, reasons }) => (
          <div key={rule.id}>
            <dt className="font-mono text-xs font-medium text-strong">{rule.id}</dt>
            <dd className="break-words text-muted">
              {reasons.map((reason) => reasonText(t, reason)).join('; ')}
            </dd>
          </div>
        ))}
      </dl>
      <Dropped reasons={proposal.dropped} />
      <div>
        <h3 className="mb-1 flex items-center justify-between text-xs font-medium text-muted">
          {l.file}
          <CopyButton text={proposal.identify} what={l.file} />
        </h3>
        <pre
          tabIndex={0}
          aria-label={l.file}
          role="region"
          className="max-h-96 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs text-strong"
        >
          {proposal.identify}
        </pre>
      </div>
    </Card>
  );
}

function Dropped({ reasons }: { reasons: LearnReason[] }) {
  const t = useMessages();
  if (reasons.length === 0) return null;
  return (
    <div className="mt-3 text-sm">
      <h3 className="mb-1 text-xs font-medium text-muted">{t.learn.dropped}</h3>
      <ul className="list-disc space-y-0.5 pl-4 break-words text-muted">
        {reasons.map((reason) => (
          <li key={`${reason.code} ${reason.value}`}>{reasonText(t, reason)}</li>
        ))}
      </ul>
    </div>
  );
}

function reasonText(t: Messages, { code, value }: LearnReason): string {
  return t.learn.reasons[code](value);
}
