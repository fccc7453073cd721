'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useMessages } from '@/lib/client/locale';
import type { RevealedKey } from '@/lib/domain/settings/provisioning-keys';

interface ShownKeyProps {
  shown: { name: string; key: RevealedKey } | null;
  onClose: () => void;
}

export function ShownKeyDialog({ shown, onClose }: ShownKeyProps) {
  const k = useMessages().provisioningKeys;
  return (
    <Dialog
      open={shown !== null}
      onOpenChange={(open) => !open && onClose()}
      title={shown ? k.shownTitle(shown.name) : ''}
      description={k.shownText}
    >
      {shown ? (
        <DialogBody>
          <Secret name={k.keyName} text={shown.key.key} />
          {shown.key.url === null ? null : <Secret name={k.urlName} text={shown.key.url} />}
        </DialogBody>
      ) : null}
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {k.done}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Secret({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <p className="text-xs font-medium text-muted">{name}</p>
      <div className="mt-1 flex items-start gap-2">
        <code className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-2 py-1.5 font-mono text-xs break-all text-strong">
          {text}
        </code>
        <CopyButton text={text} what={name} />
      </div>
    </div>
  );
}
