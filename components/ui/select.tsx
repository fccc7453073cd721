'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as S } from 'radix-ui';
import { cn } from './cn';
import { CONTROL } from './input';

interface SelectProps {
  value: string;
  onValueChange: (value: string) => void;
  options: { value: string; label: string }[];
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  className?: string;
  disabled?: boolean;
}

/** Radix refuses an empty value; this stands for it inside. */
const EMPTY = '\u0000empty';

export function Select({ value, onValueChange, options, id, className, disabled, ...aria }: SelectProps) {
  return (
    <S.Root
      value={value === '' ? EMPTY : value}
      onValueChange={(v) => onValueChange(v === EMPTY ? '' : v)}
      disabled={disabled}
    >
      <S.Trigger
        id={id}
        {...aria}
        className={cn(CONTROL, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left', className)}
      >
        <span className="truncate">
          <S.Value />
        </span>
        <S.Icon>
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </S.Icon>
      </S.Trigger>
      <S.Portal>
        <S.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-lg border border-line bg-raised p-1 shadow-pop"
        >
          <S.Viewport>
            {options.map((option) => (
              <S.Item
                key={option.value}
                value={option.value === '' ? EMPTY : option.value}
                className="relative flex h-8 cursor-default items-center rounded-md pr-3 pl-8 text-sm text-normal outline-none select-none data-highlighted:bg-hover data-highlighted:text-strong"
              >
                <S.ItemIndicator className="absolute left-2">
                  <Check aria-hidden className="size-4 text-accent-text" />
                </S.ItemIndicator>
                <S.ItemText>{option.label}</S.ItemText>
              </S.Item>
            ))}
          </S.Viewport>
        </S.Content>
      </S.Portal>
    </S.Root>
  );
}
