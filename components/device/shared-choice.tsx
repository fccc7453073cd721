'use client';
import { useState, type ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogFooter } from '@/components/ui/dialog';
import { useMessages } from '@/lib/client/locale';
import type { ApplyTo, ConfigView } from '@/lib/domain/console/config-view';

type Save = (apply: ApplyTo | undefined) => void;

/**
 * For forms that change a configuration which several devices may share: `save` asks who is to get the change before it
 * runs what it is given, unless nobody else would.
 */
export function useSharedChoice(view: ConfigView): { save: (run: Save) => void; dialog: ReactNode } {
  const t = useMessages();
  const [waiting, setWaiting] = useState<Save | null>(null);
  const shared = isShared(view);
  const close = (): void => setWaiting(null);
  const choose = (apply: ApplyTo): void => {
    waiting?.(apply);
    close();
  };
  return {
    save: (run) => (shared ? setWaiting(() => run) : run(undefined)),
    dialog: (
      <Dialog
        open={waiting !== null}
        onOpenChange={(open) => (open ? undefined : close())}
        title={t.sharing.title}
        description={t.sharing.text(view.sharedBy)}
      >
        <DialogFooter>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button onClick={() => choose('all')}>{t.sharing.all(view.sharedBy)}</Button>
          <Button variant="primary" onClick={() => choose('device')}>
            {t.sharing.device}
          </Button>
        </DialogFooter>
      </Dialog>
    ),
  };
}

export function SharedBanner({ view }: { view: ConfigView }) {
  const t = useMessages();
  if (!isShared(view)) return null;
  return (
    <Banner tone="warn" title={t.sharing.banner(view.sharedBy)}>
      {t.sharing.bannerText}
    </Banner>
  );
}

/** The config of new phones is shared too, but saving never changes that. */
function isShared(view: ConfigView): boolean {
  return view.kind === 'own' && view.sharedBy > 1;
}
