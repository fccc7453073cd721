'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api, ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import {
  changeKeyForm,
  type ChangeKeyForm,
  type ProvisioningKeyView,
  type RevealedKey,
} from '@/lib/domain/settings/provisioning-keys';

interface ChangeKeyProps {
  row: ProvisioningKeyView | null;
  onClose: () => void;
  /** Undefined: the tenant has no key any more. */
  onChanged: (key: RevealedKey | undefined) => void;
}

export function ChangeKeyDialog({ row, onClose, onChanged }: ChangeKeyProps) {
  const t = useMessages();
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => !open && onClose()}
      title={row ? t.provisioningKeys.changeTitle(row.name) : ''}
    >
      {row ? <ChangeKey key={row.tenant} row={row} onChanged={onChanged} /> : null}
    </Dialog>
  );
}

function ChangeKey({ row, onChanged }: { row: ProvisioningKeyView; onChanged: ChangeKeyProps['onChanged'] }) {
  const k = useMessages().provisioningKeys;
  const errorText = useErrorText();
  const [own, setOwn] = useState('');
  const [invalid, setInvalid] = useState(false);
  const change = useMutation({
    mutationFn: (form: ChangeKeyForm) =>
      api<RevealedKey | undefined>(`/provisioning-keys/${row.tenant}`, { method: 'PUT', body: form }),
    onSuccess: onChanged,
  });
  const taken = change.error instanceof ApiError && change.error.code === 'conflict';
  const problem = invalid ? k.keyInvalid : taken ? k.keyTaken : undefined;
  return (
    <>
      <DialogBody>
        {row.set ? <Banner tone="warn">{k.changeText}</Banner> : null}
        {change.error && !taken ? (
          <Banner tone="bad" role="alert">
            {errorText(change.error).title}
          </Banner>
        ) : null}
        <form
          id="own-key"
          onSubmit={(event) => {
            event.preventDefault();
            const form = changeKeyForm.safeParse({ key: own });
            setInvalid(!form.success);
            if (form.success) change.mutate(form.data);
          }}
        >
          <Field label={k.keyLabel} hint={k.keyHint} error={problem}>
            <Input
              value={own}
              onChange={(event) => setOwn(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
        </form>
      </DialogBody>
      <DialogFooter>
        {row.set ? (
          <Button variant="danger" disabled={change.isPending} onClick={() => change.mutate({ key: null })}>
            {k.remove}
          </Button>
        ) : null}
        <Button type="submit" form="own-key" disabled={change.isPending || own === ''}>
          {k.own}
        </Button>
        <Button variant="primary" busy={change.isPending} onClick={() => change.mutate({})}>
          {k.generate}
        </Button>
      </DialogFooter>
    </>
  );
}
