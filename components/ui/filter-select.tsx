'use client';
import { Command } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { useMessages } from '@/lib/client/locale';
import { Button } from './button';
import { cn } from './cn';

export interface FilterOption {
  value: string;
  label: string;
  /** Before the label: a dot, an icon. */
  mark?: ReactNode;
  count?: string;
}

interface FilterSelectProps {
  label: string;
  /** Placeholder of its search field. */
  find: string;
  /** Name of the button while something is chosen. */
  activeLabel: string;
  options: FilterOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
}

/** Any number of values out of a list that can be searched. */
export function FilterSelect({ label, find, activeLabel, options, selected, onChange }: FilterSelectProps) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const known = new Set(options.map((o) => o.value));
  const missing = selected.filter((value) => !known.has(value));
  const all: FilterOption[] = [...options, ...missing.map((value) => ({ value, label: value }))];
  const shown =
    selected.length === 1 ? all.find((o) => o.value === selected[0])?.label : String(selected.length);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          aria-label={selected.length > 0 ? activeLabel : label}
          className={cn(
            'max-w-52',
            selected.length > 0 &&
              'border-accent-line bg-accent-soft text-accent-text hover:bg-accent-soft hover:text-accent-text',
          )}
        >
          <span>{label}</span>
          {selected.length > 0 ? (
            <span className="truncate border-l border-accent-line pl-2">{shown}</span>
          ) : null}
          <ChevronDown aria-hidden className="opacity-70" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 w-64 animate-rise rounded-lg border border-line bg-raised shadow-pop focus:outline-none"
        >
          <Command label={label} loop>
            <Command.Input
              placeholder={find}
              className="h-9 w-full rounded-t-lg border-b border-line bg-transparent px-3 text-sm text-strong placeholder:text-faint focus:outline-none"
            />
            <Command.List className="max-h-72 overflow-y-auto p-1">
              <Command.Empty className="px-3 py-4 text-center text-sm text-muted">
                {t.common.noMatch}
              </Command.Empty>
              {all.map((option) => {
                const chosen = selected.includes(option.value);
                return (
                  <Command.Item
                    key={option.value}
                    value={option.value}
                    keywords={[option.label]}
                    onSelect={() =>
                      onChange(
                        chosen ? selected.filter((v) => v !== option.value) : [...selected, option.value],
                      )
                    }
                    className="flex h-8 items-center gap-2 rounded-md px-2 text-sm text-normal select-none data-[selected=true]:bg-hover data-[selected=true]:text-strong"
                  >
                    <span
                      className={cn(
                        'grid size-4 place-items-center rounded border',
                        chosen ? 'border-accent bg-accent text-on-accent' : 'border-control-line',
                      )}
                    >
                      {chosen ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}
                    </span>
                    {option.mark}
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {chosen ? <span className="sr-only">✓</span> : null}
                    {option.count ? (
                      <span className="text-xs text-muted tabular-nums">{option.count}</span>
                    ) : null}
                  </Command.Item>
                );
              })}
            </Command.List>
            {selected.length > 0 ? (
              <div className="border-t border-line p-1">
                <Button variant="ghost" className="w-full" onClick={() => onChange([])}>
                  {t.common.clear}
                </Button>
              </div>
            ) : null}
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
