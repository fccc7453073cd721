'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api';
import { useMessages } from '@/lib/client/locale';
import { createTokenForm, type CreateTokenForm } from '@/lib/domain/access/forms';
import type { CreatedToken } from '@/lib/domain/access/views';
import type { Problem } from '@/lib/shared/errors';
import { FormDialog, problemsOf, useFieldProblem } from './form-dialog';
import { TenantSelect } from './tenant-select';
import { useAccessChange } from './use-access-change';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: (made: CreatedToken) => void;
}

const PRESETS: Readonly<Record<string, string[]>> = {
  everything: ['provd.#'],
  reading: ['provd.read', 'provd.#.read', 'offhook.#.read'],
  all: ['provd.#', 'offhook.#'],
};
const DAY_MS = 86_400_000;

export function AddTokenDialog({ open, onOpenChange, onMade }: Props) {
  const a = useMessages().access;
  const k = a.tokens;
  const [name, setName] = useState('');
  const [preset, setPreset] = useState('everything');
  const [patterns, setPatterns] = useState('');
  const [days, setDays] = useState('365');
  const [tenant, setTenant] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const add = useAccessChange(
    (body: CreateTokenForm) => api<CreatedToken>('/tokens', { method: 'POST', body }),
    (made) => {
      setName('');
      onOpenChange(false);
      onMade(made);
    },
    { silent: true },
  );
  const problem = useFieldProblem(problems, add.error);
  const submit = (): void => {
    const form = createTokenForm.safeParse({
      name,
      acl: PRESETS[preset] ?? patterns.split(/\s+/).filter(Boolean),
      expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
      ...(tenant ? { tenant } : {}),
    });
    setProblems(form.success ? [] : problemsOf(form.error));
    if (form.success) add.mutate(form.data);
  };
  const custom = preset === 'custom';
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={k.add}
      text={k.addText}
      submit={a.create}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
    >
      <Field label={a.name} error={problem('name')} required>
        <Input autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={k.rights} error={custom ? undefined : problem('acl')}>
        <Select
          value={preset}
          onValueChange={setPreset}
          options={[
            { value: 'everything', label: k.everything },
            { value: 'reading', label: k.reading },
            { value: 'all', label: k.all },
            { value: 'custom', label: k.custom },
          ]}
        />
      </Field>
      {custom ? (
        <Field label={k.patterns} hint={k.patternsHint} error={problem('acl')} required>
          <Textarea
            className="font-mono"
            spellCheck={false}
            placeholder="provd.dev_mgr.devices.*.read"
            value={patterns}
            onChange={(event) => setPatterns(event.target.value)}
          />
        </Field>
      ) : null}
      <Field label={k.expires} error={problem('expiresAt')}>
        <Select
          value={days}
          onValueChange={setDays}
          options={[
            { value: '30', label: k.in30 },
            { value: '90', label: k.in90 },
            { value: '365', label: k.in365 },
            { value: '', label: a.never },
          ]}
        />
      </Field>
      <Field label={a.tenant} error={problem('tenant')}>
        <TenantSelect value={tenant} onValueChange={setTenant} />
      </Field>
    </FormDialog>
  );
}
