'use client';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { ColumnStep } from './column-step';
import { OutcomeStep } from './outcome-step';
import { TableStep } from './table-step';
import { useImport } from './use-import';

/** Adds, changes or deletes phones from a table: the table, its columns, what would happen, what happened. */
export function ImportDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const b = useMessages().bulk;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={b.title}
      description={b.text}
      className="top-[6dvh] max-h-[88dvh] w-[min(48rem,calc(100vw-2rem))]"
    >
      <ImportSteps onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ImportSteps({ onDone }: { onDone: () => void }) {
  const t = useMessages();
  const b = t.bulk;
  const errorText = useErrorText();
  const work = useImport();
  const [step, setStep] = useState<'table' | 'columns' | 'outcome'>('table');
  const { view, send } = work;
  const hasKey = work.fields.includes('mac') || work.fields.includes('id');
  const rows = work.parsed.ok ? work.parsed.value.rows.length : 0;
  const busy = send.isPending || (view !== null && !work.finished);
  const start = (dryRun: boolean): void => {
    setStep('outcome');
    send.mutate(dryRun);
  };
  const good = view ? view.done - view.failed : 0;
  const mayRun =
    view?.dryRun === true && work.finished && good > 0 && (work.mode === 'best_effort' || view.failed === 0);
  return (
    <>
      <DialogBody>
        {step === 'table' ? <TableStep work={work} /> : null}
        {step === 'columns' ? <ColumnStep work={work} /> : null}
        {step === 'outcome' ? (
          send.error ? (
            <Banner tone="bad" role="alert" title={errorText(send.error).title}>
              {errorText(send.error).detail}
            </Banner>
          ) : (
            <OutcomeStep view={view} results={work.results} busy={busy} total={rows} />
          )
        ) : null}
      </DialogBody>
      <DialogFooter>
        {step === 'table' ? (
          <>
            <Button onClick={onDone}>{t.common.cancel}</Button>
            <Button
              variant="primary"
              disabled={!work.parsed.ok || rows === 0}
              onClick={() => {
                work.guess();
                setStep('columns');
              }}
            >
              {b.next}
            </Button>
          </>
        ) : step === 'columns' ? (
          <>
            <Button onClick={() => setStep('table')}>{b.back}</Button>
            <Button variant="primary" disabled={!hasKey} onClick={() => start(true)}>
              {b.try}
            </Button>
          </>
        ) : view && !view.dryRun && work.finished ? (
          <Button variant="primary" onClick={onDone}>
            {b.done}
          </Button>
        ) : (
          <>
            <Button disabled={busy} onClick={() => setStep('columns')}>
              {b.back}
            </Button>
            <Button variant="primary" busy={busy} disabled={!mayRun} onClick={() => start(false)}>
              {b.run(good)}
            </Button>
          </>
        )}
      </DialogFooter>
    </>
  );
}
