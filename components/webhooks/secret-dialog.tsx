'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useMessages } from '@/lib/client/locale';

/** Shows a key that was just made; it can't be shown again. Null: none. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const w = useMessages().webhooks;
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && onClose()}
      title={w.secretTitle}
      description={w.secretText}
    >
      <DialogBody>
        <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken p-3">
          <code data-testid="secret" className="min-w-0 flex-1 text-xs break-all text-strong">
            {secret}
          </code>
          <CopyButton text={secret ?? ''} what={w.secret} />
        </div>
        <p className="text-xs text-muted">{w.docs}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {w.secretDone}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
