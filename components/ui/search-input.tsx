'use client';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useMessages } from '@/lib/client/locale';
import { cn } from './cn';
import { Input } from './input';
import { Kbd } from './kbd';

interface SearchInputProps {
  value: string;
  /** Called when typing pauses. */
  onChange: (value: string) => void;
  label: string;
  placeholder: string;
  /** Shown while it is empty: the key that leads here. */
  shortcut?: string;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
}

const PAUSE_MS = 180;

export function SearchInput({
  value,
  onChange,
  label,
  placeholder,
  shortcut,
  inputRef,
  className,
}: SearchInputProps) {
  const t = useMessages();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address changed by other means (back, a link): show what it says. Our own changes come back equal.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (next: string): void => {
    clearTimeout(timer.current);
    sent.current = next.trim();
    onChange(sent.current);
  };
  return (
    <div role="search" className={cn('relative', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        ref={inputRef}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        className="pr-8 pl-8"
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(next), PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(text);
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            setText('');
            send('');
          }
        }}
      />
      {text !== '' ? (
        <button
          type="button"
          aria-label={t.common.clear}
          onClick={() => {
            setText('');
            send('');
          }}
          className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md text-faint hover:text-strong"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : shortcut ? (
        <Kbd className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 sm:inline-flex">
          {shortcut}
        </Kbd>
      ) : null}
    </div>
  );
}
