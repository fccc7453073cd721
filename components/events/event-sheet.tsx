'use client';
import Link from 'next/link';
import { Decision } from '@/components/device/why-card';
import { Button } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/card';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/client/format';
import { useMessages } from '@/lib/client/locale';
import { readDecision } from '@/lib/domain/console/decision';
import { eventNotes } from '@/lib/domain/console/event-notes';
import type { PhoneEventView } from '@/lib/domain/console/events';
import { OutcomeBadge } from './outcome';

/** Everything that is known of one request, and why it was answered as it was. */
export function EventSheet({ event, onClose }: { event: PhoneEventView | null; onClose: () => void }) {
  const t = useMessages();
  return (
    <Sheet
      open={event !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t.device.requests.detailTitle}
    >
      {event ? <EventDetail event={event} /> : null}
    </Sheet>
  );
}

function EventDetail({ event }: { event: PhoneEventView }) {
  const t = useMessages();
  const format = useFormat();
  const decision = readDecision(event.detail);
  const r = t.device.requests.column;
  return (
    <div className="divide-y divide-line">
      <div className="space-y-3 p-4">
        <p className="font-mono text-sm break-all text-strong">
          {event.method} {event.path}
        </p>
        <Facts>
          <Fact name={r.outcome}>
            <OutcomeBadge event={event} />
          </Fact>
          <Fact name={r.from}>
            <span className="font-mono text-xs">{event.ip}</span>{' '}
            <span className="text-muted">{event.protocol.toUpperCase()}</span>
          </Fact>
          <Fact name={t.unknown.last}>{format.dateTime(event.lastAt)}</Fact>
          {event.count > 1 ? (
            <Fact
              name={t.unknown.first}
            >{`${format.dateTime(event.firstAt)} (${t.device.requests.times(event.count)})`}</Fact>
          ) : null}
          {event.bytes ? <Fact name={r.size}>{format.bytes(event.bytes)}</Fact> : null}
          {event.userAgent ? (
            <Fact name={t.device.identity.userAgent}>
              <span className="font-mono text-xs break-all">{event.userAgent}</span>
            </Fact>
          ) : null}
        </Facts>
      </div>
      <Notes detail={event.detail} />
      {event.deviceId === null ? (
        <p className="p-4">
          <Button asChild size="sm">
            <Link href={`/learn?${new URLSearchParams({ source: event.ip })}`}>{t.learn.title}</Link>
          </Button>
        </p>
      ) : null}
      <section>
        <h2 className="px-4 pt-4 pb-1 text-sm font-semibold">
          {event.deviceId === null ? t.unknown.whyTitle : t.device.requests.explain}
        </h2>
        {decision ? (
          <Decision decision={decision} plugin={null} />
        ) : (
          <p className="px-4 pb-4 text-sm text-muted">{t.unknown.noReason}</p>
        )}
      </section>
    </div>
  );
}

/** Nothing where the event notes nothing: most requests get their file. */
function Notes({ detail }: { detail: unknown }) {
  const t = useMessages().unknown.notes;
  const { refusal, ambiguous, expectedMissing, problem } = eventNotes(detail);
  const lines = [
    refusal && ('known' in refusal ? t[refusal.known] : refusal.words),
    ambiguous && t.ambiguous,
    problem &&
      `${problem.message}${problem.template === null ? '' : ` (${t.place(problem.template, problem.line)})`}`,
    expectedMissing && t.expectedMissing,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return null;
  return (
    <section className="space-y-1 p-4 text-sm">
      <h2 className="font-semibold">{t.title}</h2>
      {lines.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
    </section>
  );
}
