'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api } from '@/lib/client/api';
import { bulkOptions, bulkResultsOptions } from '@/lib/client/interface-queries';
import { keys } from '@/lib/client/keys';
import {
  BULK_ROWS,
  type BulkAction,
  type BulkField,
  type BulkMode,
  type BulkView,
} from '@/lib/domain/bulk/bulk';
import { BULK_COLUMNS } from '@/lib/domain/bulk/body';
import { fieldOf, rowsOf, withoutEmptyEnd } from '@/lib/domain/bulk/table';
import { parseCsv } from '@/lib/shared/csv';
import { ok } from '@/lib/shared/result';
import { decodeUtf8 } from '@/lib/shared/utf8';

/** An import under way: the table, what its columns are, what to do, and how far that is. */
export function useImport() {
  const client = useQueryClient();
  const [text, keepText] = useState('');
  /** Line of the chosen file that is not in UTF-8. */
  const [badLine, setBadLine] = useState<number | null>(null);
  const [fields, setFields] = useState<(BulkField | null)[]>([]);
  const [action, setAction] = useState<BulkAction>('create');
  const [mode, setMode] = useState<BulkMode>('best_effort');
  const setText = (next: string): void => {
    keepText(next);
    setBadLine(null);
  };
  const parsed = useMemo(() => {
    const table = parseCsv(text, { rows: BULK_ROWS, columns: BULK_COLUMNS });
    return table.ok ? ok(withoutEmptyEnd(table.value)) : table;
  }, [text]);
  const send = useMutation({
    mutationFn: (dryRun: boolean) => {
      const rows = parsed.ok ? rowsOf(parsed.value, fields, action) : [];
      return api<BulkView>('/bulk', { method: 'POST', body: { mode, dryRun, rows } });
    },
  });
  const started = send.data;
  const followed = useQuery({ ...bulkOptions(started?.id ?? ''), enabled: Boolean(started?.id) });
  const view = started?.id ? (followed.data ?? started) : started;
  const finished = view?.state === 'success' || view?.state === 'fail';
  const all = useQuery({
    ...bulkResultsOptions(started?.id ?? ''),
    enabled: Boolean(started?.id) && finished,
  });
  const changed = finished && !view.dryRun;
  useEffect(() => {
    if (changed) void client.invalidateQueries({ queryKey: keys.devices });
  }, [changed, client]);
  return {
    text,
    setText,
    setFile: async (file: File): Promise<void> => {
      const decoded = decodeUtf8(new Uint8Array(await file.arrayBuffer()));
      setText(decoded.ok ? decoded.value : '');
      if (!decoded.ok) setBadLine(decoded.error);
    },
    badLine,
    parsed,
    fields,
    setFields,
    /** The columns as their names say. */
    guess: () => {
      if (parsed.ok) setFields(unique(parsed.value.header.map(fieldOf)));
    },
    action,
    setAction,
    mode,
    setMode,
    send,
    view: view ?? null,
    /** Results of rows that were done too, as far as they were fetched. */
    results: (started?.id ? all.data?.results : view?.results) ?? [],
    finished,
  };
}
export type Import = ReturnType<typeof useImport>;

/** A field comes from one column: the first that has its name. */
function unique(fields: (BulkField | null)[]): (BulkField | null)[] {
  return fields.map((field, index) => (fields.indexOf(field) === index ? field : null));
}
