'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useMessages } from '@/lib/client/locale';

export interface Secret {
  title: string;
  value: string;
}

/** A password or token that is told once. */
export function SecretDialog({ secret, onClose }: { secret: Secret | null; onClose: () => void }) {
  const t = useMessages();
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => (open ? null : onClose())}
      title={secret?.title ?? ''}
    >
      <DialogBody>
        <Banner tone="warn">{t.access.once}</Banner>
        <div className="flex items-center gap-2 rounded-md border border-line bg-sunken p-2">
          <code data-secret className="min-w-0 flex-1 font-mono text-sm break-all text-strong select-all">
            {secret?.value}
          </code>
          <CopyButton text={secret?.value ?? ''} label={t.common.copy} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t.access.done}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
