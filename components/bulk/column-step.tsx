'use client';
import { Banner } from '@/components/ui/banner';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useMessages } from '@/lib/client/locale';
import { BULK_ACTIONS, BULK_FIELDS, BULK_MODES } from '@/lib/domain/bulk/bulk';
import { namelessCell } from '@/lib/domain/bulk/table';
import type { Import } from './use-import';

/** What each column of the table is, and what to do with the rows. */
export function ColumnStep({ work }: { work: Import }) {
  const b = useMessages().bulk;
  if (!work.parsed.ok) return null;
  const { header, rows } = work.parsed.value;
  const hasKey = work.fields.includes('mac') || work.fields.includes('id');
  const leftOut = header.filter((name, index) => name !== '' && (work.fields[index] ?? null) === null);
  // What a person has given a meaning to needs no name.
  const nameless = namelessCell(
    header.map((name, index) => name || (work.fields[index] ?? '')),
    rows,
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={b.action}>
          <Select
            value={work.action}
            onValueChange={(value) => work.setAction(BULK_ACTIONS.find((each) => each === value) ?? 'create')}
            options={BULK_ACTIONS.map((value) => ({ value, label: b.actions[value] }))}
          />
        </Field>
        <Field label={b.mode}>
          <Select
            value={work.mode}
            onValueChange={(value) =>
              work.setMode(BULK_MODES.find((each) => each === value) ?? 'best_effort')
            }
            options={BULK_MODES.map((value) => ({ value, label: b.modes[value] }))}
          />
        </Field>
      </div>
      {hasKey ? null : <Banner tone="warn">{b.needsKey}</Banner>}
      {leftOut.length > 0 ? <Banner tone="warn">{b.leftOut(leftOut.join(', '))}</Banner> : null}
      {nameless ? <Banner tone="warn">{b.nameless(nameless.row, nameless.column)}</Banner> : null}
      <div className="overflow-x-auto">
        <table className="w-full text-sm">
          <caption className="pb-2 text-left text-xs text-muted">{b.columnsText}</caption>
          <thead>
            <tr className="border-b border-line text-left text-xs text-muted">
              <th className="py-1.5 pr-3 font-medium">{b.column}</th>
              <th className="py-1.5 pr-3 font-medium">{b.firstValue}</th>
              <th className="py-1.5 font-medium">{b.field}</th>
            </tr>
          </thead>
          <tbody>
            {header.map((name, index) => (
              <tr key={index} className="border-b border-line">
                <td className="max-w-40 truncate py-1.5 pr-3 text-strong">{name}</td>
                <td className="max-w-48 truncate py-1.5 pr-3 font-mono text-xs">
                  {work.fields[index] === 'password' ? '••••' : rows[0]?.[index]}
                </td>
                <td className="py-1.5">
                  <Select
                    className="w-52"
                    aria-label={`${b.field}: ${name}`}
                    value={work.fields[index] ?? ''}
                    onValueChange={(value) => {
                      const field = BULK_FIELDS.find((each) => each === value) ?? null;
                      // A field comes from one column.
                      work.setFields(
                        work.fields.map((each, i) => (i === index ? field : each === field ? null : each)),
                      );
                    }}
                    options={[
                      { value: '', label: b.ignore },
                      ...BULK_FIELDS.map((value) => ({ value, label: b.fields[value] })),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
