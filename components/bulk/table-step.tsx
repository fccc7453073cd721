'use client';
import { useId, useRef } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CONTROL } from '@/components/ui/input';
import { cn } from '@/components/ui/cn';
import { useMessages } from '@/lib/client/locale';
import type { Import } from './use-import';

const EXAMPLE = `mac,display_name,number,username,password
00:15:65:a1:b2:c3,Ada Lovelace,101,ada,secret
00:15:65:a1:b2:c4,Alan Turing,102,alan,secret`;

/** The table, from a file or pasted. It is read in the browser. */
export function TableStep({ work }: { work: Import }) {
  const t = useMessages();
  const b = t.bulk;
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-label={b.file}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) void work.setFile(chosen);
            event.target.value = ''; // so that the same file can be chosen again
          }}
        />
        <Button onClick={() => file.current?.click()}>{b.choose}</Button>
        <Button variant="ghost" onClick={() => work.setText(EXAMPLE)}>
          {b.example}
        </Button>
      </div>
      <div className="space-y-1.5">
        <label htmlFor={id} className="text-sm font-medium text-strong">
          {b.paste}
        </label>
        <textarea
          id={id}
          rows={10}
          spellCheck={false}
          autoComplete="off"
          value={work.text}
          placeholder={EXAMPLE}
          aria-describedby={`${id}-hint`}
          onChange={(event) => work.setText(event.target.value)}
          className={cn(CONTROL, 'h-auto w-full p-2.5 font-mono text-xs')}
        />
        <p id={`${id}-hint`} className="text-xs text-muted">
          {b.pasteHint}
        </p>
      </div>
      {work.badLine === null ? null : (
        <Banner tone="bad" role="alert">
          {b.notUtf8(work.badLine)}
        </Banner>
      )}
      {work.text.trim() !== '' && !work.parsed.ok ? (
        <Banner tone="bad" role="alert">
          {work.parsed.error}
        </Banner>
      ) : null}
    </>
  );
}
