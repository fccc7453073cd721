'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, CircleCheck, CircleDashed, Ear } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { useMayChange } from '@/components/shell/shell-user';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useFormat } from '@/lib/client/format';
import { learnDetailOptions, learnKeys } from '@/lib/client/learn-queries';
import { useMessages } from '@/lib/client/locale';
import type { LearnDetail, LearnSession, Proposal, RecordedRequest } from '@/lib/domain/learn/learn';
import { ProposalCard } from './proposal-card';

/** One source: what it asked for so far, and the rules that follow once its vendor is named. */
export function LearnDetailView({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useMessages();
  const l = t.learn;
  const errorText = useErrorText();
  const [vendor, setVendor] = useState('');
  const { data, error, refetch } = useQuery({
    ...learnDetailOptions(id, vendor),
    placeholderData: (before: LearnDetail | undefined) => before,
  });
  const back = (
    <button
      type="button"
      onClick={onBack}
      className="-ml-1 inline-flex items-center gap-1 self-start rounded text-sm text-muted hover:text-strong"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {l.back}
    </button>
  );
  if (!data) {
    return (
      <>
        {back}
        {error ? (
          <ErrorState
            title={t.errors.title}
            description={errorText(error).title}
            action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
          />
        ) : (
          <Skeleton className="h-72 rounded-xl" />
        )}
      </>
    );
  }
  const proposal = vendor === '' ? null : data.proposal;
  return (
    <>
      {back}
      <SessionCard session={data.session} onGone={onBack} />
      <Recorded requests={data.requests} proposal={proposal} />
      {data.requests.length > 0 ? (
        <VendorForm key={data.suggestedVendor} suggested={data.suggestedVendor ?? ''} onPropose={setVendor} />
      ) : null}
      {proposal ? <ProposalCard id={id} proposal={proposal} /> : null}
    </>
  );
}

function SessionCard({ session, onGone }: { session: LearnSession; onGone: () => void }) {
  const t = useMessages();
  const l = t.learn;
  const format = useFormat();
  const client = useQueryClient();
  const errorText = useErrorText();
  const mayChange = useMayChange();
  const [asked, setAsked] = useState(false);
  const onError = (cause: unknown): void => {
    const { title, detail } = errorText(cause);
    toast.error(title, { description: detail });
  };
  const refresh = () => client.invalidateQueries({ queryKey: learnKeys.all });
  const stop = useMutation({
    mutationFn: () => api(`/learn/${session.id}/stop`, { method: 'POST' }),
    onSuccess: () => {
      toast.success(l.stopped);
      return refresh();
    },
    onError,
  });
  const forget = useMutation({
    mutationFn: () => api(`/learn/${session.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      toast.success(l.forgotten);
      onGone();
      void client.invalidateQueries({ queryKey: learnKeys.list });
    },
    onError,
  });
  return (
    <Card bodyClassName="flex flex-wrap items-center justify-between gap-3">
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <span className="font-mono text-strong">{session.ip ?? session.macPrefix}</span>
        <Badge tone={session.running ? 'info' : 'neutral'} dot={session.running}>
          {session.running ? l.running : l.ended}
        </Badge>
        <span className="text-muted">
          {l.until} {format.dateTime(session.endsAt)}
        </span>
      </p>
      {mayChange ? (
        <span className="flex gap-2">
          {session.running ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate()}>
              {l.stop}
            </Button>
          ) : null}
          <Button variant="ghost" onClick={() => setAsked(true)}>
            {l.forget}
          </Button>
        </span>
      ) : null}
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={l.forgetTitle}
        confirm={l.forget}
        danger
        busy={forget.isPending}
        onConfirm={() => forget.mutate()}
      >
        <p>{l.forgetText}</p>
      </ConfirmDialog>
    </Card>
  );
}

function Recorded({ requests, proposal }: { requests: RecordedRequest[]; proposal: Proposal | null }) {
  const l = useMessages().learn;
  const shown = proposal?.requests ?? requests.map((request) => ({ request, recognised: null, rules: [] }));
  return (
    <Card title={l.recorded} description={l.requests(requests.length)} bodyClassName="p-0">
      {requests.length === 0 ? (
        <EmptyState icon={Ear} title={l.recordedNone} description={l.recordedNoneText} className="py-8" />
      ) : (
        <ol className="max-h-96 divide-y divide-line overflow-y-auto" tabIndex={0} aria-label={l.recorded}>
          {shown.map(({ request, recognised, rules }, index) => (
            <li key={index} className="flex items-start gap-3 px-4 py-2 text-sm">
              {recognised === null ? null : recognised ? (
                <CircleCheck
                  role="img"
                  aria-label={l.recognised}
                  className="mt-0.5 size-4 shrink-0 text-ok-text"
                />
              ) : (
                <CircleDashed
                  role="img"
                  aria-label={l.notRecognised}
                  className="mt-0.5 size-4 shrink-0 text-muted"
                />
              )}
              <span className="min-w-0 flex-1">
                <span className="block font-mono text-xs break-all text-strong">
                  <span className="text-muted uppercase">{request.protocol}</span> {request.method}{' '}
                  {request.path}
                </span>
                <span className="block text-xs break-all text-muted">
                  {[
                    request.userAgent ?? '',
                    ...Object.entries(request.options).map(([code, value]) => `option ${code}: ${value}`),
                    request.vendor ? l.knownAs(request.vendor) : '',
                    rules.join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="shrink-0 text-xs text-muted">{l.times(request.count)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function VendorForm({ suggested, onPropose }: { suggested: string; onPropose: (vendor: string) => void }) {
  const l = useMessages().learn;
  const [vendor, setVendor] = useState(suggested);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (/[A-Za-z0-9]/.test(vendor)) onPropose(vendor.trim());
  };
  return (
    <Card>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-4">
        <Field label={l.vendor} hint={l.vendorHint} className="w-full sm:w-72">
          <Input
            value={vendor}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setVendor(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" className="mt-6.5">
          {l.propose}
        </Button>
      </form>
    </Card>
  );
}
