'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import { GENERAL_PARAMETERS } from '@/lib/domain/configs/parameters';
import type { ConfigEntry } from '@/lib/domain/console/config-view';
import type { JsonValue } from '@/lib/shared/json';

interface EntryDialogProps {
  /** What is edited; null: nothing, the dialog is closed. */
  entry: ConfigEntry | 'new' | null;
  /** Names that are set already. */
  known: string[];
  busy: boolean;
  onClose: () => void;
  onSave: (path: string[], value: JsonValue) => void;
}

const form = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[\w-]+(\.[\w-]+){0,5}$/, 'required'),
  value: z.string().max(100_000),
});

export function ConfigEntryDialog(props: EntryDialogProps) {
  const t = useMessages();
  const c = t.device.config;
  const { entry, onClose } = props;
  return (
    <Dialog
      open={entry !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={entry === null || entry === 'new' ? c.addTitle : c.editTitle(entry.path.join('.'))}
    >
      {entry === null ? null : <EntryForm {...props} entry={entry} />}
    </Dialog>
  );
}

function EntryForm({
  entry,
  known,
  busy,
  onClose,
  onSave,
}: EntryDialogProps & { entry: ConfigEntry | 'new' }) {
  const t = useMessages();
  const c = t.device.config;
  const problem = useProblemText();
  const fresh = entry === 'new';
  const before =
    fresh || entry.value === null
      ? ''
      : typeof entry.value === 'string'
        ? quoted(entry.value)
        : JSON.stringify(entry.value, null, 2);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: fresh ? '' : entry.path.join('.'), value: before },
  });
  const submit = handleSubmit(({ name, value }) =>
    onSave(fresh ? name.split('.') : entry.path, readValue(value)),
  );
  const offered = Object.keys(GENERAL_PARAMETERS).filter((name) => !known.includes(name));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {fresh ? (
          <Field
            label={c.settingName}
            hint={c.settingNameHint}
            error={problem(formState.errors.name)}
            required
          >
            <Input
              autoFocus
              autoComplete="off"
              spellCheck={false}
              list="config-names"
              className="font-mono"
              {...register('name')}
            />
          </Field>
        ) : null}
        <datalist id="config-names">
          {offered.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Field label={c.value} hint={c.valueHint} error={problem(formState.errors.value)}>
          <Textarea
            autoFocus={!fresh}
            autoComplete="off"
            spellCheck={false}
            rows={before.includes('\n') ? 8 : 2}
            className="min-h-9 font-mono text-xs"
            {...register('value')}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t.common.save}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** JSON where the text is some, else the text itself: `true` and `42` are values, `fr_FR` needs no quotes. */
function readValue(text: string): JsonValue {
  const parsed = z.json().safeParse(parse(text.trim()));
  return parsed.success ? parsed.data : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text that would be read as something else is shown in quotes. */
function quoted(text: string): string {
  return parse(text.trim()) === undefined ? text : JSON.stringify(text);
}
